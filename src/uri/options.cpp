// SPDX-License-Identifier: MIT
#include "uri/options.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "uri/percent.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using Options = std::vector<std::string>;

Result<std::string> option_value(std::string_view text, std::string_view what)
{
    auto value = percent_decoded(text);
    if (value && value->size() > max_uri_option_size) {
        return fail(Errc::bad_uri, std::string{what} + " of " + std::to_string(value->size()) +
                                       " bytes is too long: CoAP allows " + std::to_string(max_uri_option_size) +
                                       " at most");
    }
    return value;
}

Result<Options> decoded_parts(std::string_view text, char separator, std::string_view what)
{
    Options parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(separator, begin), text.size());
        auto part = option_value(text.substr(begin, end - begin), what);
        if (!part) return fail(part);
        parts.push_back(std::move(*part));
        begin = end + 1;
    }
    return parts;
}

/// RFC 3986 section 5.2.4. %2e is a dot, too (section 6.2.2.2), and no option may be "." or ".." (RFC 7252 5.10.1).
Options without_dot_segments(Options segments)
{
    Options kept;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        auto& segment = segments[i];
        const bool is_parent = segment == "..";
        if (is_parent && !kept.empty()) kept.pop_back();
        if (!is_parent && segment != ".") {
            kept.push_back(std::move(segment));
        } else if (i + 1 == segments.size()) {
            kept.emplace_back();
        }
    }
    return kept;
}

}  // namespace

Result<Options> path_options(std::string_view path)
{
    if (path.empty()) return Options{};
    auto segments = decoded_parts(path.substr(1), '/', "a path segment");
    if (!segments) return segments;
    auto kept = without_dot_segments(std::move(*segments));
    if (kept == Options{""}) kept.clear();  // "/" is the same as no path
    return kept;
}

Result<Options> query_options(std::string_view query)
{
    return decoded_parts(query, '&', "a query item");
}

Result<std::string> parse_query_item(std::string_view text)
{
    return option_value(text, "a query item");
}

}  // namespace coapnode
