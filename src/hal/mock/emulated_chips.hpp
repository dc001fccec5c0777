// SPDX-License-Identifier: MIT
/// The table of emulated chips, by the names that `driver:` knows them under, and where they usually sit.
///
/// A new chip: a .hpp and a .cpp beside these, its test, and a row in emulated_chips.cpp.
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace coapnode {

bool is_emulated_chip(std::string_view name);

/// Empty where nothing sits.
std::string_view usual_chip(std::uint8_t address);

/// nullptr for a name that is none.
std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered);

}  // namespace coapnode
