// SPDX-License-Identifier: MIT
/// What a request needs, and whether its caller may have it.
#pragma once

#include "gateway/access/credentials.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// GET, HEAD and OPTIONS change nothing; every other method might.
bool may_change(std::string_view method);

/// Of a resource of a node: read to read, control to change, none for OPTIONS. The node's configuration needs admin, to
/// read as well: `path` begins with "config", or `is_config`: its link has rt=config.
Role role_needed(std::string_view method, std::span<const std::string> path, bool is_config);

/// Of the gateway's own URLs. Open to all: /healthz, /session, POST /pair and `is_page`, the files of the page.
Role role_needed_for_own(std::string_view method, std::string_view path, bool is_page);

/// nullopt: it may. 401 where it has sent no token, 403 where the role of its token is too small.
std::optional<HttpResponse> refusal_of(const Caller& caller, Role needed);

/// "control"
std::string_view role_name(Role role);

}  // namespace coapnode
