// SPDX-License-Identifier: MIT
/// Bytes as hexadecimal digits, in lower case.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstdint>
#include <string>

namespace coapnode {

/// Of the lowest four bits.
constexpr char hex_digit(unsigned number)
{
    return "0123456789abcdef"[number & 0xf];
}

/// Two digits for each byte: "00ff".
std::string to_hex(ByteView bytes);

/// "0x44"
std::string to_hex_number(std::uint8_t byte);

}  // namespace coapnode
