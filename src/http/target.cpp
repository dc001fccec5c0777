// SPDX-License-Identifier: MIT
#include "http/target.hpp"

#include "http/ascii.hpp"

#include <algorithm>

namespace coapnode::http {

namespace {

/// The characters of a URI, and some that clients send unescaped ("[", "|", ...). No blanks, control characters,
/// fragments or bytes beyond ASCII.
constexpr auto is_target_character = [](char c) { return c > ' ' && c < '\x7f' && c != '#'; };

Target split_query(std::string_view path_and_query)
{
    const auto mark = std::min(path_and_query.find('?'), path_and_query.size());
    const auto query = path_and_query.substr(std::min(mark + 1, path_and_query.size()));
    return {std::string{path_and_query.substr(0, mark)}, std::string{query}, std::nullopt};
}

std::optional<Target> split_absolute(std::string_view rest)
{
    const auto end = std::min(rest.find_first_of("/?"), rest.size());
    const auto authority = rest.substr(0, end);
    if (authority.empty() || !is_authority(authority)) return std::nullopt;
    auto target = split_query(rest.substr(end));
    if (target.path.empty()) target.path = "/";
    target.authority = authority;
    return target;
}

}  // namespace

bool is_authority(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || std::string_view{"-._~%!$&'()*+;=:[]"}.find(c) != std::string_view::npos;
    });
}

std::optional<Target> split_target(std::string_view method, std::string_view raw)
{
    if (method == "CONNECT" || !std::all_of(raw.begin(), raw.end(), is_target_character)) return std::nullopt;
    if (raw.starts_with('/')) return split_query(raw);
    if (raw == "*" && method == "OPTIONS") return Target{"*", {}, std::nullopt};
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (equals_caseless(raw.substr(0, scheme.size()), scheme)) return split_absolute(raw.substr(scheme.size()));
    }
    return std::nullopt;
}

}  // namespace coapnode::http
