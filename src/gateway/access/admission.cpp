// SPDX-License-Identifier: MIT
#include "gateway/access/admission.hpp"

#include "gateway/access/cross_origin.hpp"

#include <utility>

namespace coapnode {

AccessRules access_rules(const GatewayConfig& config, std::string machine)
{
    return {{std::move(machine), config.hosts},
            config.origins,
            TokenTable{config.tokens},
            config.anonymous,
            config.trusted_proxies};
}

bool is_pairing(const HttpRequest& request)
{
    return request.method == "POST" && request.path == "/pair";
}

OrProblem<Caller> admit(const HttpRequest& request, const AccessRules& rules)
{
    const auto* const host = find_field(request.fields, "host");
    if (host == nullptr || !is_known_host(*host, rules.hosts)) {
        return refuse(421, "the gateway does not answer to the name in Host: list it in hosts:");
    }
    if (auto refusal = refusal_of_foreign_change(request, rules.origins)) return tl::unexpected{std::move(*refusal)};
    // A preflight request cannot have a token, and its answer reveals nothing about nodes.
    if (request.method == "OPTIONS" || is_pairing(request)) return Caller{rules.anonymous};
    return caller_of(request.fields, rules.tokens, rules.anonymous, rules.paired);
}

}  // namespace coapnode
