// SPDX-License-Identifier: MIT
/// Text of strangers made fit for a terminal: no control character and no change of direction reaches it. Pure.
///
/// Control characters are shown as \x1b, other characters without a shape as \u202e, bytes that are no UTF-8 as \xff.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

/// In several lines: newline and tab stay what they are, CR LF is a newline.
std::string visible_text(std::string_view text);

/// In one line: newline and tab are shown as \n and \t.
std::string visible_line(std::string_view text);

/// As a string of JSON, with its quotes. It is shown and it is machine-readable: bytes that are no UTF-8 are U+FFFD,
/// what a terminal must not get is \u001b.
void append_json_string(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

/// Well-formed UTF-8 without control characters other than newline, carriage return and tab.
bool is_plain_text(std::string_view text);

/// Columns of a terminal that a line of well-formed text takes.
std::size_t display_width(std::string_view line);

}  // namespace coapnode
