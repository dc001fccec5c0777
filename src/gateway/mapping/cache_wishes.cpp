// SPDX-License-Identifier: MIT
#include "gateway/mapping/cache_wishes.hpp"

#include "coapnode/core/ascii.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>
#include <limits>

namespace coapnode {

namespace {

constexpr std::size_t most_directives = 16;
constexpr auto any_age = std::numeric_limits<std::uint32_t>::max();

/// any_age where the directive says nothing about it.
std::uint32_t oldest_by(std::string_view directive)
{
    const auto equals = directive.find('=');
    const auto name = in_lower_case(directive.substr(0, equals));
    if (name == "no-cache" || name == "no-store") return 0;
    if (name != "max-age" || equals == std::string_view::npos) return any_age;
    const auto value = token_or_quoted(directive.substr(equals + 1));
    return value ? whole_number_in(*value, any_age).value_or(any_age) : any_age;
}

}  // namespace

std::optional<std::uint32_t> oldest_wanted(const HttpFields& fields)
{
    auto text = joined_field(fields, "cache-control");
    if (!text) text = joined_field(fields, "pragma");
    if (!text) return std::nullopt;
    auto oldest = any_age;
    for (const auto directive : parts_of(*text, ',', most_directives))
        oldest = std::min(oldest, oldest_by(directive));
    return oldest != any_age ? std::optional{oldest} : std::nullopt;
}

}  // namespace coapnode
