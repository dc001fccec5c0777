// SPDX-License-Identifier: MIT
/// The emulated chips: one for each driver, under the driver's name, and bmp180, for which there is no driver.
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Each makes its chip, whose power was switched on at `powered`.
#define DRIVER(name) std::unique_ptr<EmulatedChip> emulated_##name(Instant powered);
#include "coapnode/hal/drivers.def"
std::unique_ptr<EmulatedChip> emulated_bmp180(Instant powered);

bool is_emulated_chip(std::string_view name);
std::vector<std::string> emulated_chip_names();

/// nullptr for a name that is none.
std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered);

}  // namespace coapnode
