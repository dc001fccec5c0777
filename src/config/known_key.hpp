// SPDX-License-Identifier: MIT
/// Keys that are none, for anybody knows them or tries them first: what documents print in a key's place, words such as
/// change-me, and patterns.
///
/// Refused by chance: of random keys of 16 bytes fewer than one in 10^18, of texts of 16 random bytes in hex or Base64
/// fewer than one in 10^11. A passphrase is refused when nothing but words such as "my secret key" and digits make it
/// up.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace coapnode {

/// What is wrong with the key; empty where nothing is. It holds no part of the key.
std::string_view known_key_complaint(std::span<const std::uint8_t> key);

/// The same for keys that may be too short: a word that stands where a key should.
std::string_view stand_in_complaint(std::string_view text);

}  // namespace coapnode
