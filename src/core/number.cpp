// SPDX-License-Identifier: MIT
#include "coapnode/core/number.hpp"

#include "coapnode/core/ascii.hpp"

#include <charconv>
#include <cmath>

namespace coapnode {

namespace {

/// Where a number without its sign begins: from_chars knows words, too.
bool begins_number(std::string_view text)
{
    return !text.empty() && (text.front() == '.' || is_digit(text.front()));
}

/// Of a number that no double holds: the digits of longest_number characters alone never go that far, so the exponent
/// tells which way.
bool is_tiny(std::string_view text)
{
    const auto exponent = text.find_first_of("eE");
    return exponent != std::string_view::npos && text.substr(exponent + 1).starts_with('-');
}

}  // namespace

std::optional<double> parse_number(std::string_view text)
{
    if (text.size() > longest_number) return std::nullopt;
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    if (!begins_number(text)) return std::nullopt;
    double value = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (stop != end || failure == std::errc::invalid_argument) return std::nullopt;
    if (failure == std::errc::result_out_of_range) {
        if (!is_tiny(text)) return std::nullopt;
        value = 0;
    }
    return is_negative ? -value : value;
}

std::optional<std::uint64_t> whole_number(double number, std::uint64_t least, std::uint64_t most)
{
    // Written so that a CBOR NaN is refused, too.
    const bool is_within = number >= static_cast<double>(least) && number <= static_cast<double>(most);
    if (!is_within || std::trunc(number) != number) return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

}  // namespace coapnode
