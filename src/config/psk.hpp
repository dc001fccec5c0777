// SPDX-License-Identifier: MIT
/// Pre-shared keys as text and in files. No complaint here holds any part of a key.
#pragma once

#include "yaml/complaint.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

using Psk = std::vector<std::uint8_t>;

inline constexpr std::size_t min_psk_size = 16;  // RFC 7925 section 4.2 (TLS_PSK_WITH_AES_128_CCM_8: a 128-bit key)
inline constexpr std::size_t max_psk_size = 64;  // what RFC 4279 section 5.3 has every implementation take
inline constexpr std::size_t max_psk_file_size = 65'536;

/// Two hex digits a byte.
Result<Psk> psk_from_hex(std::string_view hex);

/// The bytes of the text itself.
Result<Psk> psk_from_text(std::string_view text);

/// A key file: either hex digits alone, or lines IDENTITY:HEX as GnuTLS psktool writes them (an identity with bytes
/// that psktool does not print stands there as # and hex digits). Empty lines and lines of comment (#) are skipped.
Result<Psk> psk_from_file_text(std::string_view text, std::string_view identity);

/// Refuses a file that users outside its owner and group may touch. Complaints are whole sentences with the file's
/// name.
Result<Psk> psk_from_file(const std::filesystem::path& file, std::string_view identity);

/// Whether the text could be a key in hex, put where something else belongs.
bool looks_like_hex_key(std::string_view text);

}  // namespace coapnode
