// SPDX-License-Identifier: MIT
/// Which of Bosch's chips sits at an address: they share 0x76 and 0x77. Most have their id in register D0; the BMP388
/// and its relatives have theirs in register 00.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/hal/i2c_device.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::uint8_t bosch_id_register = 0xd0;

/// The chip with this id in register D0; "" for a chip that is not Bosch's.
std::string_view bosch_chip(std::uint8_t id);

/// "a BMP280 (id 0x58)", "unknown (id 0xff)".
std::string described_bosch(std::uint8_t id);

/// For a driver that met another chip than its own, an `expected` one. The message names the chip if its id is known,
/// and the driver to use. Errors: wrong_chip, and those of I2cDevice.
Failure other_bosch_chip(I2cDevice& chip, std::string_view expected);

}  // namespace coapnode
