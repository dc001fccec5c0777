// SPDX-License-Identifier: MIT
/// UTF-8 character by character (RFC 3629), and which characters are safe to show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Whether the byte continues a character of several bytes.
constexpr bool is_continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// The number of bytes of the first character; nullopt when it is not well-formed (RFC 3629 section 4) or `text` is
/// empty.
std::optional<std::size_t> character_size(std::string_view text);

/// The code point of a well-formed character.
std::uint32_t code_point(std::string_view character);

/// "U+00A0"
std::string code_point_name(std::string_view character);

/// Whether the first character is a control: C0 (U+0000 to U+001F), U+007F or C1 (U+0080 to U+009F).
bool begins_with_control(std::string_view text);

/// Whether `text` is well-formed UTF-8 without control characters.
bool is_printable(std::string_view text);

/// `text` with each byte that is_printable() rejects replaced by '?'.
std::string printable(std::string_view text);

}  // namespace coapnode
