// SPDX-License-Identifier: MIT
/// The table of emulated chips, by the names that `driver:` knows them under.
///
/// A new chip: a .cpp beside these, its test, and a row in emulated_chips.cpp. Where it sits, the mock bus is told by
/// whoever opens it.
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

bool is_emulated_chip(std::string_view name);
std::vector<std::string> emulated_chip_names();

/// nullptr for a name that is none.
std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered);

}  // namespace coapnode
