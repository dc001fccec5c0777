// SPDX-License-Identifier: MIT
/// The CRC-8 that Sensirion's and related chips put behind each word: polynomial x^8 + x^5 + x^4 + 1, most significant
/// bit first, nothing reflected, no final XOR (datasheet SHT3x-DIS, table 20).
#pragma once

#include "coapnode/core/bytes.hpp"

namespace coapnode {

/// `initial` is what the chip's datasheet calls the initialisation: 0xff for Sensirion's, 0x00 for the HTU21D.
constexpr std::uint8_t crc8(ByteView bytes, std::uint8_t initial)
{
    constexpr unsigned polynomial = 0x31;
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
