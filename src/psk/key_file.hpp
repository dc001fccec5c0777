// SPDX-License-Identifier: MIT
/// Pre-shared keys in hex digits and in files, as the daemon and its client both take them. No complaint here holds any
/// part of a key.
#pragma once

#include "yaml/complaint.hpp"

#include <cstddef>
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

/// Two hex digits a byte, of any size but none.
Result<Psk> bytes_of_hex_key(std::string_view hex);

/// Refuses a file that users outside its owner and group may touch. Complaints are whole sentences with the file's
/// name.
Result<std::string> read_key_file(const std::filesystem::path& file);

/// The hex digits of `identity` in the text of a key file: either hex digits alone, or lines IDENTITY:HEX as GnuTLS
/// psktool writes them (an identity with bytes that psktool does not print stands there as # and hex digits). Empty
/// lines and lines of comment (#) are skipped. The result is a part of `text`.
Result<std::string_view> hex_in_key_file(std::string_view text, std::string_view identity);

/// The names of the lines IDENTITY:HEX, decoded.
Result<std::vector<std::string>> identities_in_key_file(std::string_view text);

/// Whether the text could be a key in hex, put where something else belongs.
bool looks_like_hex_key(std::string_view text);

}  // namespace coapnode
