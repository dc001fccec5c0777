// SPDX-License-Identifier: MIT
/// Pre-shared keys as the daemon takes them: 16 bytes or more, and no placeholders. No complaint here holds any part of
/// a key.
#pragma once

#include "psk/key_file.hpp"

#include <filesystem>
#include <string_view>

namespace coapnode {

/// Two hex digits a byte.
Result<Psk> psk_from_hex(std::string_view hex);

/// The bytes of the text itself.
Result<Psk> psk_from_text(std::string_view text);

/// See hex_in_key_file().
Result<Psk> psk_from_file_text(std::string_view text, std::string_view identity);

/// Refuses a file that users outside its owner and group may touch. Complaints are whole sentences with the file's
/// name; of one that is not there, with `if_missing`.
Result<Psk> psk_from_file(const std::filesystem::path& file, std::string_view identity, std::string_view if_missing);

}  // namespace coapnode
