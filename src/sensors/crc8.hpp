// SPDX-License-Identifier: MIT
/// CRC-8, most significant bit first, nothing reflected, no final XOR.
#pragma once

#include "coapnode/core/bytes.hpp"

namespace coapnode {

/// What Sensirion's and related chips put behind each word: x^8 + x^5 + x^4 + 1 (datasheet SHT3x-DIS, table 20).
inline constexpr unsigned sensirion_polynomial = 0x31;
/// Of a BME280's calibration: x^8 + x^4 + x^3 + x^2 + 1.
inline constexpr unsigned bosch_polynomial = 0x1d;

/// `initial` is what the chip's datasheet calls the initialisation: 0xff for Sensirion's, 0x00 for the HTU21D.
constexpr std::uint8_t crc8(ByteView bytes, std::uint8_t initial, unsigned polynomial = sensirion_polynomial)
{
    unsigned remainder = initial;
    for (const auto byte : bytes) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            remainder = remainder << 1 ^ ((remainder & 0x80) != 0 ? polynomial : 0);
        remainder &= 0xff;
    }
    return static_cast<std::uint8_t>(remainder);
}

}  // namespace coapnode
