// SPDX-License-Identifier: MIT
#include "coapnode/config/known_key.hpp"
#include "coapnode/core/ip_address.hpp"
#include "config/listen.hpp"
#include "gateway/config/address_range.hpp"
#include "gateway/config/load.hpp"

namespace coapnode {

namespace {

bool is_this_machine_alone(const Listen& listen)
{
    const auto address = parse_address(listen.host);  // none of a link-local one with its interface
    return address && is_loopback(*address);
}

std::string without_tls(const Listen& listen, const GatewayConfig& config)
{
    auto text = to_text(listen) + " is open to other machines without tls: readings";
    if (!config.tokens.empty()) text += " and tokens";
    text += " cross the network in clear text";
    if (config.anonymous == Role::read) text += ", and everybody who reaches it may read all nodes (anonymous: read)";
    return text;
}

std::string too_wide(const AddressRange& range)
{
    return "allow: " + to_text(range) +
           " is larger than any private network: clients can make the gateway contact every machine in it";
}

std::string_view weakness(const AccessToken& token)
{
    return weak_key_complaint({reinterpret_cast<const std::uint8_t*>(token.token.data()), token.token.size()});
}

}  // namespace

Mistakes gateway_warnings(const GatewayConfig& config, const std::filesystem::path& file)
{
    Mistakes warnings;
    const auto warn = [&](std::string text) { warnings.push_back({file.string(), 0, 0, std::move(text)}); };
    for (const auto& listen : config.listen) {
        if (!config.tls && !is_this_machine_alone(listen)) warn(without_tls(listen, config));
    }
    for (const auto& range : config.allow) {
        if (is_wide(range)) warn(too_wide(range));
    }
    for (const auto& token : config.tokens) {
        if (const auto why = weakness(token); !why.empty())
            warn("the token of " + token.name + " is " + std::string{why} + ": make one with openssl rand -hex 16");
    }
    return warnings;
}

}  // namespace coapnode
