// SPDX-License-Identifier: MIT
/// How the emulated chips of Sensirion and their relatives send: words of two bytes, each followed by its CRC-8.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstdint>

namespace coapnode {

/// With the checksum of the datasheet SHT3x-DIS, section 4.12: polynomial 0x31; others than Sensirion begin with 0.
void append_word(Bytes& frame, std::uint16_t word, std::uint8_t initial = 0xff);

/// The count that stands for this share of the scale; the ends of the scale are where it ends.
std::uint16_t ticks(double share, double full = 65535);

/// A share of the scale in so many bits, at the left of the word.
std::uint16_t left_aligned(double share, int bits);

/// What the master reads: the frame, then what the pull-ups make of the bytes that no chip sends.
void send_frame(ByteView frame, MutableBytes in);

}  // namespace coapnode
