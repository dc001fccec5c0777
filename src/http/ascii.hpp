// SPDX-License-Identifier: MIT
/// Characters as HTTP sees them: ASCII, whatever the locale says.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace coapnode::http {

constexpr char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool is_alphanumeric(char c)
{
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

inline std::string lower(std::string_view text)
{
    std::string lowered{text};
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
    return lowered;
}

inline bool equals_caseless(std::string_view one, std::string_view other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return to_lower(a) == to_lower(b); });
}

}  // namespace coapnode::http
