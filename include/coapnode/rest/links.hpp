// SPDX-License-Identifier: MIT
/// Reading CoRE Link Format (RFC 6690) that others wrote. Pure, and tolerant: blanks, unquoted values and attributes
/// without a value are read as they are meant.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::size_t most_links = 20'000;
inline constexpr std::size_t most_link_attributes = 64;  ///< of one link; those behind them are passed over

struct LinkAttribute {
    std::string name;
    std::optional<std::string> value;  ///< without its quotes and their backslashes; none: `obs`

    bool operator==(const LinkAttribute&) const = default;
};

struct Link {
    std::string target;  ///< between < and >, as it stands
    std::vector<LinkAttribute> attributes;

    [[nodiscard]] bool has(std::string_view name) const;
    /// Of the first attribute with this name; empty where there is none or it has no value.
    [[nodiscard]] std::string_view value_of(std::string_view name) const;

    bool operator==(const Link&) const = default;
};

struct ReadLinks {
    std::vector<Link> links;
    bool is_whole = true;  ///< false: after these links comes what is no link, or there are more than most_links

    bool operator==(const ReadLinks&) const = default;
};

ReadLinks read_link_format(std::string_view text);

/// Whether the blank-separated `list`, such as the value of rt, has this word.
bool has_word(std::string_view list, std::string_view word);

}  // namespace coapnode
