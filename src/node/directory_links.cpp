// SPDX-License-Identifier: MIT
#include "node/directory_links.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace coapnode {

namespace {

constexpr std::size_t max_target_size = 255;

/// Up to the first of `stops` outside of quotes; takes it out of `text`, but not the stop.
std::string_view take_until(std::string_view& text, std::string_view stops)
{
    bool quoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        if (quoted && text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && stops.find(text[i]) != std::string_view::npos) {
            break;
        }
    }
    i = std::min(i, text.size());
    const auto taken = text.substr(0, i);
    text.remove_prefix(i);
    return taken;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
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

bool is_directory(std::string_view attribute)
{
    attribute = trimmed(attribute);
    if (!attribute.starts_with("rt=")) return false;
    attribute.remove_prefix(3);
    if (attribute.size() >= 2 && attribute.front() == '"' && attribute.back() == '"') {
        attribute = attribute.substr(1, attribute.size() - 2);
    }
    return has_word(attribute, "core.rd");
}

std::optional<std::string> decoded(std::string_view segment)
{
    std::string plain;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment[i] != '%') {
            plain += segment[i];
            continue;
        }
        if (i + 2 >= segment.size()) return std::nullopt;
        unsigned byte{};
        const auto* end = segment.data() + i + 3;
        if (std::from_chars(segment.data() + i + 1, end, byte, 16).ptr != end) return std::nullopt;
        plain += static_cast<char>(byte);
        i += 2;
    }
    return plain;
}

/// "/rd/" is the segments "rd" and "" (RFC 7252 section 6.4).
std::optional<std::vector<std::string>> segments_of(std::string_view target)
{
    if (!target.starts_with('/') || target.starts_with("//") || target.size() > max_target_size) return std::nullopt;
    if (target.size() == 1 || target.find_first_of("?#") != std::string_view::npos) return std::nullopt;
    std::vector<std::string> segments;
    while (!target.empty()) {
        target.remove_prefix(1);
        const auto end = std::min(target.find('/'), target.size());
        auto segment = decoded(target.substr(0, end));
        if (!segment) return std::nullopt;
        segments.push_back(std::move(*segment));
        target.remove_prefix(end);
    }
    return segments;
}

/// One link, which it takes out of `links` with the comma behind it.
std::optional<std::vector<std::string>> take_link(std::string_view& links)
{
    const auto target_end = links.find('>');
    const auto target_begin = links.find('<');
    if (target_begin > target_end || target_end == std::string_view::npos) {
        links = {};
        return std::nullopt;
    }
    const auto target = links.substr(target_begin + 1, target_end - target_begin - 1);
    links.remove_prefix(target_end + 1);
    bool found = false;
    take_until(links, ";,");
    while (links.starts_with(';')) {
        links.remove_prefix(1);
        found = is_directory(take_until(links, ";,")) || found;
    }
    if (!links.empty()) links.remove_prefix(1);
    return found ? segments_of(target) : std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> registration_resource(std::string_view links)
{
    while (!links.empty()) {
        if (auto path = take_link(links)) return path;
    }
    return std::nullopt;
}

}  // namespace coapnode
