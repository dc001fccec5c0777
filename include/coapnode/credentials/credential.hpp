// SPDX-License-Identifier: MIT
/// An identity and its pre-shared key, as a client gives them: on the command line, or in a key file.
///
/// A client takes keys of 1 to 64 bytes: other servers have short ones. No message here holds any part of a key.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

struct Credential {
    std::string identity;
    Bytes key;

    bool operator==(const Credential&) const = default;
};

/// 1 to 128 bytes without control characters. Errors: bad_value.
Result<void> check_identity(std::string_view identity);

/// The bytes of the text itself. Errors: bad_value.
Result<Bytes> key_of_characters(std::string_view text);

/// Hex digits, two a byte; 0x before them, and colons, dashes and blanks between the bytes are skipped. Errors:
/// bad_value.
Result<Bytes> key_of_hex(std::string_view text);

/// From a file of the formats that the daemon takes (hex digits alone, or lines IDENTITY:HEX of psktool). An empty
/// `identity` is that of the only such line. Errors: bad_value, with the file's name.
Result<Credential> credential_in_file(const std::filesystem::path& file, std::string_view identity);

/// What to tell of a key that was given as characters and looks like hex digits; empty where it does not.
std::string_view hex_hint(std::string_view characters);

/// What to tell of a key that is shorter than 16 bytes (RFC 7925 section 4.2); empty where it is not.
std::string short_key_warning(ByteView key);

}  // namespace coapnode
