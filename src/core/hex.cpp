// SPDX-License-Identifier: MIT
#include "coapnode/core/hex.hpp"

namespace coapnode {

std::string to_hex(ByteView bytes)
{
    std::string text(2 * bytes.size(), '0');
    auto digit = text.begin();
    for (const auto byte : bytes) {
        *digit++ = hex_digit(byte >> 4U);
        *digit++ = hex_digit(byte);
    }
    return text;
}

std::string to_hex_number(std::uint8_t byte)
{
    return "0x" + to_hex({&byte, 1});
}

}  // namespace coapnode
