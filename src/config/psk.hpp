// SPDX-License-Identifier: MIT
/// Reads pre-shared keys for the daemon: 16 bytes or more, no placeholders. No message holds any part of a key.
#pragma once

#include "psk/key_file.hpp"

#include <filesystem>
#include <string_view>

namespace coapnode {

/// Two hex digits per byte.
Result<Psk> psk_from_hex(std::string_view hex);

/// The key is the bytes of the text itself.
Result<Psk> psk_from_text(std::string_view text);

/// See hex_in_key_file().
Result<Psk> psk_from_file_text(std::string_view text, std::string_view identity);

/// Refuses a file that users other than its owner and group may access. Messages are whole sentences with the file's
/// name; for a missing file they include `if_missing`.
Result<Psk> psk_from_file(const std::filesystem::path& file, std::string_view identity, std::string_view if_missing);

}  // namespace coapnode
