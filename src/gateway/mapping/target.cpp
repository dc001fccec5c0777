// SPDX-License-Identifier: MIT
#include "gateway/mapping/target.hpp"

#include "coapnode/core/utf8.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "uri/percent.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Parts = std::vector<std::string>;

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_utf8(std::string_view text)
{
    if (is_ascii(text)) return true;
    while (!text.empty()) {
        const auto size = character_size(text);
        if (!size) return false;
        text.remove_prefix(*size);
    }
    return true;
}

/// The wrong part is not quoted, because it may be a query value.
OrProblem<std::string> decoded_part(std::string_view raw)
{
    auto part = percent_decoded(raw);
    if (!part) return refuse(400, "a % in the URL is not followed by two hex digits: write %25 for a % sign");
    if (part->find('\0') != std::string::npos) return refuse(400, "the URL contains a NUL character");
    if (!is_utf8(*part)) return refuse(400, "the URL is not valid UTF-8 after percent-decoding");
    if (part->size() > max_uri_option_size) {
        return refuse(400, "a part of the URL has more than " + std::to_string(max_uri_option_size) +
                               " bytes, which is the limit of CoAP");
    }
    return std::move(*part);
}

OrProblem<Parts> decoded_parts_of(std::string_view raw, char separator)
{
    Parts parts;
    parts.reserve(1 + static_cast<std::size_t>(std::ranges::count(raw, separator)));
    for (std::size_t begin = 0; begin <= raw.size();) {
        const auto end = std::min(raw.find(separator, begin), raw.size());
        auto part = decoded_part(raw.substr(begin, end - begin));
        if (!part) return tl::unexpected{part.error()};
        parts.push_back(std::move(*part));
        begin = end + 1;
    }
    return parts;
}

bool is_dot_segment(std::string_view segment)
{
    return segment == "." || segment == "..";
}

}  // namespace

OrProblem<NodeTarget> parse_target(std::string_view path, std::string_view query)
{
    if (path.size() + query.size() > max_uri_size) {
        return refuse(414, "the URL has more than " + std::to_string(max_uri_size) + " bytes");
    }
    auto segments = decoded_parts_of(path.substr(std::min(devices_path.size(), path.size())), '/');
    if (!segments) return tl::unexpected{segments.error()};
    if (std::ranges::any_of(*segments, is_dot_segment))
        return refuse(400, "a path segment of the URL is . or ..: leave it out");
    auto items = query.empty() ? Parts{} : decoded_parts_of(query, '&');
    if (!items) return tl::unexpected{items.error()};

    NodeTarget target{std::move(segments->front()), segments->size() > 1, {}, std::move(*items)};
    target.path.assign(std::make_move_iterator(segments->begin() + 1), std::make_move_iterator(segments->end()));
    if (target.path == Parts{""}) target.path.clear();  // "/" is the same as no path (RFC 7252 section 6.5)
    return target;
}

}  // namespace coapnode
