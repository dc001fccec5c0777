// SPDX-License-Identifier: MIT
/// Sensirion SHT30, SHT31, SHT35, and TI's HDC302x: temperature and humidity, decoded. Sections and tables here and in
/// sht3x.cpp are those of the datasheet SHT3x-DIS, version 5.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace coapnode {

/// What a measurement answers: temperature and its CRC, humidity and its CRC (section 4.4).
using Sht3xFrame = std::array<std::uint8_t, 6>;

/// Errors: bad_checksum, bad_value; the chip's name and `where` go into the message.
Result<Reading> decode_sht3x(const Sht3xFrame& frame, std::string_view where, std::string_view name = "SHT3x");

}  // namespace coapnode
