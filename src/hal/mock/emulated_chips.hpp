// SPDX-License-Identifier: MIT
/// The emulated chips: one for each driver, under the driver's name, and bmp180, for which there is no driver.
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct EmulatedModel {
    /// Makes a chip whose power was switched on at `powered`.
    std::unique_ptr<EmulatedChip> (*make)(Instant powered);
    // Where --probe finds it on a bus that nobody has said anything of; 0: nowhere.
    std::uint8_t first_address = 0;
    std::uint8_t last_address = 0;
};

template <class Chip, const auto&... kind>
std::unique_ptr<EmulatedChip> make_emulated(Instant powered)
{
    return std::make_unique<Chip>(kind..., powered);
}

#define DRIVER(name) extern const EmulatedModel emulated_##name;
#include "coapnode/hal/drivers.def"
extern const EmulatedModel emulated_bmp180;

/// The chip that --probe finds at `address`; empty: none.
std::string_view chip_of_board(std::uint8_t address);

bool is_emulated_chip(std::string_view name);
std::vector<std::string> emulated_chip_names();

/// nullptr for a name that is none.
std::unique_ptr<EmulatedChip> make_emulated_chip(std::string_view name, Instant powered);

}  // namespace coapnode
