// SPDX-License-Identifier: MIT
/// Digits alone as a number.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace coapnode {

/// nullopt for what is none, or too large.
inline std::optional<unsigned> parse_whole_number(std::string_view digits, int base = 10)
{
    unsigned value{};
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

}  // namespace coapnode
