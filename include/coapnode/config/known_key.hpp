// SPDX-License-Identifier: MIT
/// Recognises placeholders and keys that an attacker would try first.
///
/// Placeholders (${NAME}, change-me) are refused. A key with a pattern, a key from a manual, or one made of words such
/// as "my secret key" works, because people try out a node with one. The daemon warns about it at each start.
///
/// False alarms: fewer than one random key of 16 bytes in 10^18, and fewer than one text of 16 random bytes in hex or
/// Base64 in 10^11.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace coapnode {

/// Says why `text`, given as a key, is a placeholder; empty when it is not. The answer holds no part of the key.
std::string_view placeholder_complaint(std::string_view text);

/// Says why an attacker would find `key`; empty when it is not weak. The answer holds no part of the key.
std::string_view weak_key_complaint(std::span<const std::uint8_t> key);

}  // namespace coapnode
