// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_words.hpp"

#include <algorithm>
#include <cmath>

namespace coapnode {

namespace {

std::uint8_t crc(std::uint8_t high, std::uint8_t low, std::uint8_t initial)
{
    unsigned remainder = initial;
    for (const auto byte : {high, low}) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            remainder = (remainder & 0x80) != 0 ? (remainder << 1 ^ 0x31) & 0xff : remainder << 1;
    }
    return static_cast<std::uint8_t>(remainder);
}

}  // namespace

void append_word(Bytes& frame, std::uint16_t word, std::uint8_t initial)
{
    const auto high = static_cast<std::uint8_t>(word >> 8);
    const auto low = static_cast<std::uint8_t>(word & 0xff);
    frame.insert(frame.end(), {high, low, crc(high, low, initial)});
}

std::uint16_t ticks(double share, double full)
{
    return static_cast<std::uint16_t>(std::lround(std::clamp(share * full, 0.0, 65535.0)));
}

std::uint16_t left_aligned(double share, int bits)
{
    const auto most = std::exp2(bits) - 1;
    const auto count = std::lround(std::clamp(share * std::exp2(bits), 0.0, most));
    return static_cast<std::uint16_t>(count << (16 - bits));
}

void send_frame(ByteView frame, MutableBytes in)
{
    const auto sent = std::min(in.size(), frame.size());
    std::copy_n(frame.begin(), sent, in.begin());
    std::fill(in.begin() + static_cast<std::ptrdiff_t>(sent), in.end(), 0xff);
}

}  // namespace coapnode
