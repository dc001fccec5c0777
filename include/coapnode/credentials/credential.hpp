// SPDX-License-Identifier: MIT
/// An identity and its pre-shared key, from a client's command line or a key file.
///
/// Clients accept keys of 1 to 64 bytes, because other servers use short ones. No message holds any part of a key.
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

/// Checks for 1 to 128 bytes without control characters. Errors: bad_value.
Result<void> check_identity(std::string_view identity);

/// The key is the bytes of `text` itself. Errors: bad_value.
Result<Bytes> key_of_characters(std::string_view text);

/// The key in hex digits, two per byte. A leading 0x, and colons, dashes and blanks between bytes, are skipped. Errors:
/// bad_value.
Result<Bytes> key_of_hex(std::string_view text);

/// Reads a key file in the daemon's formats: hex digits only, or lines IDENTITY:HEX (psktool). An empty `identity`
/// means the only line of the file. Errors: bad_value, with the file's name.
Result<Credential> credential_in_file(const std::filesystem::path& file, std::string_view identity);

/// A hint for a key that was given as characters but looks like hex digits; empty when it does not.
std::string_view hex_hint(std::string_view characters);

/// A warning for a key shorter than 16 bytes (RFC 7925 section 4.2); empty for longer ones.
std::string short_key_warning(ByteView key);

}  // namespace coapnode
