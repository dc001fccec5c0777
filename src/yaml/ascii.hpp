// SPDX-License-Identifier: MIT
/// Signs of ASCII that several readers look for.
#pragma once

#include "coapnode/core/ascii.hpp"

#include <string_view>

namespace coapnode {

inline constexpr std::string_view blanks = " \t";
inline constexpr std::string_view white_space = " \t\r\n";
inline constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

constexpr bool is_blank(char c)
{
    return blanks.find(c) != std::string_view::npos;
}

/// One digit or more, and nothing else.
constexpr bool is_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Without the white space around it.
constexpr std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

}  // namespace coapnode
