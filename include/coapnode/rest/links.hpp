// SPDX-License-Identifier: MIT
/// Reads CoRE Link Format (RFC 6690) from other devices. It tolerates blanks, unquoted values and attributes without a
/// value. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::size_t most_links = 20'000;
inline constexpr std::size_t most_link_attributes = 64;  ///< per link; further ones are ignored

struct LinkAttribute {
    std::string name;
    std::optional<std::string> value;  ///< without quotes and backslashes; nullopt: no value, as in `obs`

    bool operator==(const LinkAttribute&) const = default;
};

struct Link {
    std::string target;  ///< the text between < and >, unchanged
    std::vector<LinkAttribute> attributes;

    [[nodiscard]] bool has(std::string_view name) const;
    /// The value of the first attribute with this name; empty when there is none or it has no value.
    [[nodiscard]] std::string_view value_of(std::string_view name) const;

    bool operator==(const Link&) const = default;
};

struct ReadLinks {
    std::vector<Link> links;
    bool is_whole = true;  ///< false: text that is not a link follows, or there are more than most_links

    bool operator==(const ReadLinks&) const = default;
};

ReadLinks read_link_format(std::string_view text);

/// Whether the blank-separated `list`, such as the value of rt, contains `word`.
bool has_word(std::string_view list, std::string_view word);

}  // namespace coapnode
