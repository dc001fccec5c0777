// SPDX-License-Identifier: MIT
/// Header and token of a message, as its bytes hold them (RFC 7252 section 3). Pure.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace coapnode {

inline constexpr std::size_t header_size = 4;
inline constexpr std::size_t longest_token = 8;

/// How many bytes stand before the options. `message` is not empty.
constexpr std::size_t head_size(ByteView message)
{
    return header_size + (message[0] & 0x0fU);
}

/// Of version 1, and whole up to its options.
constexpr bool has_whole_head(ByteView message)
{
    return message.size() >= header_size && message[0] >> 6 == 1 && head_size(message) <= header_size + longest_token &&
           message.size() >= head_size(message);
}

}  // namespace coapnode
