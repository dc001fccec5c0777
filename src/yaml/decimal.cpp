// SPDX-License-Identifier: MIT
#include "yaml/decimal.hpp"

#include "yaml/ascii.hpp"

#include <charconv>
#include <string>

namespace coapnode {

std::optional<std::int32_t> parse_decimal(std::string_view text, unsigned decimals)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
    if (!is_digits(whole) || !is_digits(fraction) || fraction.size() > decimals) return std::nullopt;

    std::string digits{negative ? "-" : ""};
    digits += whole;
    digits += fraction;
    digits.append(decimals - fraction.size(), '0');
    std::int32_t count{};
    const auto error = std::from_chars(digits.data(), digits.data() + digits.size(), count).ec;
    return error == std::errc{} ? std::optional{count} : std::nullopt;
}

}  // namespace coapnode
