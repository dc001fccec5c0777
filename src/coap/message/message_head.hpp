// SPDX-License-Identifier: MIT
/// Reads header and token from the bytes of a message (RFC 7252 section 3). Pure.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace coapnode {

inline constexpr std::size_t header_size = 4;
inline constexpr std::size_t longest_token = 8;

/// The first byte of a message of version 1 without token.
inline constexpr std::uint8_t acknowledgement_head = 0x60;
inline constexpr std::uint8_t reset_head = 0x70;

/// The number of bytes before the options. `message` must not be empty.
constexpr std::size_t head_size(ByteView message)
{
    return header_size + (message[0] & 0x0fU);
}

/// Whether the message has version 1 and a complete header and token.
constexpr bool has_whole_head(ByteView message)
{
    return message.size() >= header_size && message[0] >> 6 == 1 && head_size(message) <= header_size + longest_token &&
           message.size() >= head_size(message);
}

/// Whether the message has this first byte, code 0.00, no token and no payload.
constexpr bool is_empty_message(ByteView message, std::uint8_t first)
{
    return message.size() == header_size && message[0] == first && message[1] == 0;
}

}  // namespace coapnode
