// SPDX-License-Identifier: MIT
#include "rest/link_format.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace coapnode {

namespace {

std::string formats_of(const Description& description)
{
    std::string list;
    for (const auto format : description.formats) {
        if (!list.empty()) list += ' ';
        list += std::to_string(static_cast<unsigned>(format));
    }
    return list;
}

/// A quoted-string (RFC 6690 section 2): quotes and backslashes of a title that the user chose are escaped.
std::string quoted(std::string_view text)
{
    std::string out{'"'};
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

void append_attribute(std::string& link, std::string_view name, std::string_view value)
{
    if (value.empty()) return;
    link += ';';
    link += name;
    link += '=';
    link += quoted(value);
}

std::optional<std::string> unless_empty(std::string value)
{
    return value.empty() ? std::nullopt : std::optional{std::move(value)};
}

/// The values an attribute holds, as one string of words separated by spaces; nullopt: the link does not have it.
std::optional<std::string> attribute(const Description& description, std::string_view name)
{
    if (name == "href") return '/' + description.path;
    if (name == "rt") return unless_empty(description.resource_type);
    if (name == "if") return unless_empty(description.interface);
    if (name == "title") return unless_empty(description.title);
    if (name == "ct") return unless_empty(formats_of(description));
    if (name == "obs" && description.observable) return std::string{};
    return std::nullopt;
}

bool word_matches(std::string_view word, std::string_view wanted)
{
    if (wanted.ends_with('*')) return word.starts_with(wanted.substr(0, wanted.size() - 1));
    return word == wanted;
}

/// rt, if and ct are lists of words (RFC 6690 section 4.1); a title is one value with spaces in it.
bool any_word_matches(std::string_view words, std::string_view wanted)
{
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (word_matches(words.substr(0, end), wanted)) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace

std::string link_of(const Description& description)
{
    std::string link = "</" + description.path + '>';
    append_attribute(link, "rt", description.resource_type);
    append_attribute(link, "if", description.interface);
    append_attribute(link, "title", description.title);
    const auto formats = formats_of(description);
    if (formats.find(' ') == std::string::npos) {
        link += ";ct=" + formats;
    } else {
        append_attribute(link, "ct", formats);
    }
    return description.observable ? link + ";obs" : link;
}

bool matches(const Description& description, std::string_view filter)
{
    const auto equals = std::min(filter.find('='), filter.size());
    const auto name = filter.substr(0, equals);
    const auto value = attribute(description, name);
    if (!value || equals == filter.size()) return value.has_value();
    const auto wanted = filter.substr(equals + 1);
    const bool is_list = name == "rt" || name == "if" || name == "ct";
    return word_matches(*value, wanted) || (is_list && any_word_matches(*value, wanted));
}

std::string link_document(std::span<const Description> descriptions, std::span<const std::string> filters)
{
    std::string document;
    for (const auto& description : descriptions) {
        const auto selected = std::all_of(filters.begin(), filters.end(),
                                          [&](const std::string& filter) { return matches(description, filter); });
        if (!selected) continue;
        if (!document.empty()) document += ',';
        document += link_of(description);
    }
    return document;
}

}  // namespace coapnode
