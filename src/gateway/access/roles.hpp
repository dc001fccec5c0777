// SPDX-License-Identifier: MIT
/// The role that a request needs, and whether its caller has it.
#pragma once

#include "gateway/access/credentials.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// GET, HEAD and OPTIONS change nothing; every other method might.
bool may_change(std::string_view method);

/// For a resource of a node: read for reading, control for changes, none for OPTIONS. The node's configuration needs
/// admin, also for reading: `path` begins with "config", or its link has rt=config (`is_config`).
Role role_needed(std::string_view method, std::span<const std::string> path, bool is_config);

/// For the gateway's own URLs. Open to all are /healthz, /session, POST /pair and the files of the page (`is_page`).
Role role_needed_for_own(std::string_view method, std::string_view path, bool is_page);

/// nullopt when the caller may do it; 401 without a token, 403 when the role of its token is not enough.
std::optional<HttpResponse> refusal_of(const Caller& caller, Role needed);

}  // namespace coapnode
