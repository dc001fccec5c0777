// SPDX-License-Identifier: MIT
#include "gateway/access/roles.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Role role_of_method(std::string_view method)
{
    if (method == "OPTIONS") return Role::none;
    return may_change(method) ? Role::control : Role::read;
}

/// Also when segments are empty or contain a slash, because some servers join them first.
bool is_config_path(std::span<const std::string> path)
{
    const auto first = std::ranges::find_if(
        path, [](const std::string& segment) { return segment.find_first_not_of('/') != std::string::npos; });
    if (first == path.end()) return false;
    std::string_view name{*first};
    name.remove_prefix(name.find_first_not_of('/'));
    return name.substr(0, name.find('/')) == "config";
}

}  // namespace

bool may_change(std::string_view method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

Role role_needed(std::string_view method, std::span<const std::string> path, bool is_config)
{
    const auto needed = role_of_method(method);
    return needed != Role::none && (is_config || is_config_path(path)) ? Role::admin : needed;
}

Role role_needed_for_own(std::string_view method, std::string_view path, bool is_page)
{
    const bool is_open = is_page || path == "/healthz" || path == "/session";
    if (is_open && !may_change(method)) return Role::none;
    if (method == "POST" && path == "/pair") return Role::none;
    return role_of_method(method);
}

std::optional<HttpResponse> refusal_of(const Caller& caller, Role needed)
{
    if (caller.role >= needed) return std::nullopt;
    if (!caller.name) {
        return unauthorized("this needs a token with the role " + std::string{role_name(needed)} +
                            ": send it as Authorization: Bearer TOKEN");
    }
    return problem(403, "this needs the role " + std::string{role_name(needed)} + ", but the token has " +
                            std::string{role_name(caller.role)});
}

}  // namespace coapnode
