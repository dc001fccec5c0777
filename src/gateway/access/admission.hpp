// SPDX-License-Identifier: MIT
/// The checks that every request passes before anybody looks at its path.
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
    Pairing* paired = nullptr;  ///< of those with a token of a pairing code; outlives it
};

/// POST /pair: what a device without a token sends.
[[nodiscard]] bool is_pairing(const HttpRequest& request);

/// `machine`: the host name of this machine.
AccessRules access_rules(const GatewayConfig& config, std::string machine);

/// The token of a request to be paired does not count: the device has none, or one that was taken away.
/// Errors: 421 for a Host that is not the gateway's, 403 for a change by a page of another origin, and those of
/// caller_of(). What the caller may do is refusal_of()'s.
OrProblem<Caller> admit(const HttpRequest& request, const AccessRules& rules);

}  // namespace coapnode
