// SPDX-License-Identifier: MIT
/// The checks of every request before its path is read.
#pragma once

#include "gateway/access/credentials.hpp"
#include "gateway/access/known_hosts.hpp"

#include <string>
#include <vector>

namespace coapnode {

struct AccessRules {
    KnownHosts hosts{};
    std::vector<std::string> origins{};
    TokenTable tokens{};
    Role anonymous = Role::read;
    std::vector<AddressRange> trusted_proxies{};
    Pairing* paired = nullptr;  ///< for tokens from pairing codes; must outlive it
};

/// Whether the request is POST /pair, which a device without a token sends.
[[nodiscard]] bool is_pairing(const HttpRequest& request);

/// `machine`: the host name of this machine.
AccessRules access_rules(const GatewayConfig& config, std::string machine);

/// The token of a pairing request is ignored: the device has none, or a revoked one. Errors: 421 for a Host that is not
/// the gateway's, 403 for a change by a page of another origin, and those of caller_of(). What the caller may do is
/// refusal_of()'s.
OrProblem<Caller> admit(const HttpRequest& request, const AccessRules& rules);

}  // namespace coapnode
