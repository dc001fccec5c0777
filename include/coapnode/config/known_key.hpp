// SPDX-License-Identifier: MIT
/// Keys that are none, and keys that anybody tries first.
///
/// Placeholders (${NAME}, change-me) are refused. A key of a pattern, of manuals, or of words such as "my secret key"
/// works, for somebody may try a node with it on a desk; it is a warning at each start.
///
/// By chance: of random keys of 16 bytes fewer than one in 10^18 is told as one, of texts of 16 random bytes in hex or
/// Base64 fewer than one in 10^11.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace coapnode {

/// Why `text`, in a key's place, is a placeholder; empty where it is none. It holds no part of the key.
std::string_view placeholder_complaint(std::string_view text);

/// Why anybody would find the key; empty where nobody does. It holds no part of the key.
std::string_view weak_key_complaint(std::span<const std::uint8_t> key);

}  // namespace coapnode
