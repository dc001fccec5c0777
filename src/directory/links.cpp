// SPDX-License-Identifier: MIT
#include "directory/links.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/rest/links.hpp"
#include "directory/authority.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

namespace coapnode {

namespace {

constexpr std::size_t max_target_size = 255;

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
    return in_lower_case(target.substr(0, colon));
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
            return refused(
                "is at an address other than that of the directory: give that address as resource_directory");
        }
        rest.remove_prefix(authority.size());
    }
    // RFC 6690 section 2.1: a relative reference is one to the origin, whatever the path that the links came from.
    auto path = segments_of(rest.starts_with('/') ? std::string{rest} : '/' + std::string{rest});
    if (!path || target.size() > max_target_size) return refused("has no path that coapnode can send");
    return *path;
}

}  // namespace

Result<std::vector<std::string>> registration_resource(std::string_view links, const Listen& directory)
{
    Result<std::vector<std::string>> found =
        fail(Errc::bad_answer, "it lists no registration resource (rt=core.rd): is this a resource directory?");
    for (const auto& link : read_link_format(links).links) {
        if (!has_word(link.value_of("rt"), "core.rd")) continue;
        found = path_at(link.target, directory);
        if (found) break;
    }
    return found;
}

}  // namespace coapnode
