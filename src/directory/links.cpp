// SPDX-License-Identifier: MIT
#include "directory/links.hpp"

#include "directory/authority.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <optional>

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

/// "/rd/" is the segments "rd" and "" (RFC 7252 section 6.4). nullopt: nothing that Uri-Path options can say.
std::optional<std::vector<std::string>> segments_of(std::string_view path)
{
    if (!path.starts_with('/') || path.size() == 1 || path.find_first_of("?#") != std::string_view::npos)
        return std::nullopt;
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        auto segment = decoded(path.substr(0, end));
        if (!segment || *segment == "." || *segment == "..") return std::nullopt;
        segments.push_back(std::move(*segment));
        path.remove_prefix(end);
    }
    return segments;
}

bool is_printable(char c)
{
    return c >= 0x20 && c < 0x7f;
}

/// What a stranger sent, for the log.
std::string shown(std::string_view target)
{
    const bool is_fit = target.size() <= max_target_size && std::all_of(target.begin(), target.end(), is_printable);
    return "its registration resource" + (is_fit ? " <" + std::string{target} + '>' : "");
}

/// The scheme of an absolute URI (RFC 3986 section 3.1), in small letters; empty: a relative reference.
std::string scheme_of(std::string_view target)
{
    const auto colon = target.find(':');
    if (colon == std::string_view::npos || target.substr(0, colon).find_first_of("/?#") != std::string_view::npos)
        return {};
    std::string scheme{target.substr(0, colon)};
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](unsigned char c) { return std::tolower(c); });
    return scheme;
}

Result<std::vector<std::string>> path_at(std::string_view target, const Listen& directory)
{
    const auto refused = [&](const std::string& why) { return fail(Errc::bad_answer, shown(target) + ' ' + why); };
    auto rest = target;
    if (const auto scheme = scheme_of(target); !scheme.empty()) {
        if (scheme != "coap")
            return refused("is not a plain CoAP address, and coapnode registers over plain CoAP only");
        rest.remove_prefix(scheme.size() + 1);
    }
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        const auto authority = rest.substr(0, rest.find_first_of("/?#"));
        if (!is_authority_of(authority, directory)) {
            return refused("is at another address than the directory: give that address as resource_directory");
        }
        rest.remove_prefix(authority.size());
    }
    // RFC 6690 section 2.1: a relative reference is one to the origin, whatever the path that the links came from.
    auto path = segments_of(rest.starts_with('/') ? std::string{rest} : '/' + std::string{rest});
    if (!path || target.size() > max_target_size) return refused("has no path that coapnode can send");
    return *path;
}

/// The target of one link, which it takes out of `links` with the comma behind it; nullopt: it is no directory's.
std::optional<std::string_view> take_link(std::string_view& links)
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
    return found ? std::optional{target} : std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> registration_resource(std::string_view links, const Listen& directory)
{
    Result<std::vector<std::string>> found =
        fail(Errc::bad_answer, "it names no registration resource (rt=core.rd): is this a resource directory?");
    while (!links.empty()) {
        const auto target = take_link(links);
        if (!target) continue;
        found = path_at(*target, directory);
        if (found) break;
    }
    return found;
}

}  // namespace coapnode
