// SPDX-License-Identifier: MIT
/// UTF-8 character by character (RFC 3629), and which characters can be shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Whether the byte is a later one of a character of several bytes.
constexpr bool is_continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Bytes of the character at the head of `text`; nullopt where it is not well-formed (RFC 3629 section 4).
std::optional<std::size_t> character_size(std::string_view text);

/// The number of a well-formed character.
std::uint32_t code_point(std::string_view character);

/// "U+00A0"
std::string code_point_name(std::string_view character);

/// Whether the character at the head of `text` is of C0 (U+0000 to U+001F), U+007F or C1 (U+0080 to U+009F).
bool begins_with_control(std::string_view text);

/// Well-formed UTF-8 without control characters.
bool is_printable(std::string_view text);

/// The same text with '?' for each byte that is_printable does not let pass.
std::string printable(std::string_view text);

}  // namespace coapnode
