// SPDX-License-Identifier: MIT
/// Makes text from peers safe for a terminal: removes control characters and changes of direction. Pure.
///
/// Control characters are shown as \x1b, other invisible characters as \u202e, bytes that are not UTF-8 as \xff.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

/// For several lines: newline and tab stay, CR LF becomes a newline.
std::string visible_text(std::string_view text);

/// In one line: newline and tab are shown as \n and \t.
std::string visible_line(std::string_view text);

/// As a JSON string with its quotes, for people and programs: bytes that are not UTF-8 become U+FFFD, unsafe characters
/// are escaped like \u001b.
void append_json_string(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

/// Well-formed UTF-8 without control characters other than newline, carriage return and tab.
bool is_plain_text(std::string_view text);

/// The width of a line of well-formed text in terminal columns.
std::size_t display_width(std::string_view line);

}  // namespace coapnode
