// SPDX-License-Identifier: MIT
#include "coapnode/rest/links.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr std::string_view blanks = " \t\r\n";

void skip_blanks(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

/// Takes the character off the front of `text`, if it stands there.
bool take(std::string_view& text, char wanted)
{
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

/// Up to the first of `stops`, without the blanks before it.
std::string_view take_until(std::string_view& text, std::string_view stops)
{
    const auto taken = text.substr(0, std::min(text.find_first_of(stops), text.size()));
    text.remove_prefix(taken.size());
    return taken.substr(0, taken.find_last_not_of(blanks) + 1);
}

/// A quoted-string (RFC 6690 section 2), its first quote taken already. One that does not end goes on to the end.
std::string take_quoted(std::string_view& text)
{
    std::string plain;
    while (!text.empty() && !take(text, '"')) {
        if (text.front() == '\\' && text.size() > 1) text.remove_prefix(1);
        plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

std::optional<std::string> take_value(std::string_view& text)
{
    skip_blanks(text);
    if (!take(text, '=')) return std::nullopt;
    skip_blanks(text);
    if (!take(text, '"')) return std::string{take_until(text, ";,")};
    auto value = take_quoted(text);
    take_until(text, ";,");
    return value;
}

LinkAttribute take_attribute(std::string_view& text)
{
    skip_blanks(text);
    std::string name{take_until(text, "=;,")};
    return {std::move(name), take_value(text)};
}

std::optional<Link> take_link(std::string_view& text)
{
    if (!take(text, '<')) return std::nullopt;
    const auto end = text.find('>');
    if (end == std::string_view::npos) return std::nullopt;
    Link link{std::string{text.substr(0, end)}, {}};
    text.remove_prefix(end + 1);
    skip_blanks(text);
    while (take(text, ';')) {
        auto attribute = take_attribute(text);
        if (attribute.name.empty() || link.attributes.size() == most_link_attributes) continue;
        link.attributes.push_back(std::move(attribute));
    }
    return link;
}

}  // namespace

bool Link::has(std::string_view name) const
{
    return std::ranges::find(attributes, name, &LinkAttribute::name) != attributes.end();
}

std::string_view Link::value_of(std::string_view name) const
{
    const auto found = std::ranges::find(attributes, name, &LinkAttribute::name);
    return found != attributes.end() && found->value ? std::string_view{*found->value} : std::string_view{};
}

ReadLinks read_link_format(std::string_view text)
{
    ReadLinks read;
    skip_blanks(text);
    while (!text.empty()) {
        auto link = read.links.size() < most_links ? take_link(text) : std::nullopt;
        if (!link) return {std::move(read.links), false};
        read.links.push_back(std::move(*link));
        skip_blanks(text);
        if (!text.empty() && !take(text, ',')) return {std::move(read.links), false};
        skip_blanks(text);
    }
    return read;
}

bool has_word(std::string_view list, std::string_view word)
{
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

}  // namespace coapnode
