// SPDX-License-Identifier: MIT
#include "gateway/config/keys.hpp"

#include "config/listen.hpp"
#include "gateway/config/address_range.hpp"
#include "gateway/config/values.hpp"

namespace coapnode {

namespace {

constexpr auto use_address = [](YamlSection& in, GatewayReading& reading, const Listen& address, Place where) {
    if (address.port != 0) reading.addresses.use(in, where, to_text(address));
};

constexpr auto use_any = [](YamlSection&, GatewayReading&, const auto& /*item*/, Place /*where*/) {};

constexpr auto use_allowed = [](YamlSection& in, GatewayReading&, const AddressRange& range, Place where) {
    if (!covers_all(range)) return;
    in.complain(where,
                "with " + to_text(range) +
                    " any client could make the gateway contact any machine: list only the networks of your nodes");
};

constexpr auto use_proxy = [](YamlSection& in, GatewayReading&, const AddressRange& range, Place where) {
    if (!covers_all(range)) return;
    in.complain(
        where, "with " + to_text(range) + " any client could claim another address as its own: list only your proxies");
};

/// A list with only invalid items is already reported.
void check_listen(YamlSection& in, GatewayConfig& config, GatewayReading& reading)
{
    if (!config.listen.empty() || !reading.mistakes.empty()) return;
    in.complain(in.place_of("listen"), R"(the gateway needs an address: ["127.0.0.1:8080"] is for this machine only)");
}

void add_clients(GatewayKeys<GatewayConfig>& keys)
{
    keys.values("listen", &GatewayConfig::listen, max_http_listen_addresses, http_listen_address(), use_address,
                "Where HTTP is served. [::]:8080 is every address, IPv4 too.");
    keys.mapping("tls", &GatewayConfig::tls, tls_keys(),
                 "the keys certificate: and key:", "HTTPS instead of HTTP, at all of these addresses.");
    keys.value("anonymous", &GatewayConfig::anonymous, one_of<Role>({{"none", Role::none}, {"read", Role::read}}),
               "What clients without a token may do.");
    keys.list("tokens", &GatewayConfig::tokens, max_tokens, token_keys(), "a token (name:, token_file:, role:)",
              "The clients that may do more.");
    keys.values("hosts", &GatewayConfig::hosts, max_hosts, host_name(), use_any,
                "Names that the gateway answers to, in addition to addresses, localhost and the machine's own name.")
        .example = "gateway.example";
    keys.values("origins", &GatewayConfig::origins, max_origins, origin(), use_any,
                "Pages of other servers whose scripts may read it (CORS).")
        .example = "https://panel.example";
    keys.values(
            "trusted_proxies", &GatewayConfig::trusted_proxies, max_trusted_proxies, address_range(), use_proxy,
            "Reverse proxies: the gateway believes their X-Forwarded-For, and limits per address do not apply to them.")
        .example = "127.0.0.1";
}

void add_nodes(GatewayKeys<GatewayConfig>& keys)
{
    keys.list("nodes", &GatewayConfig::nodes, max_nodes, node_entry_keys(), "a node (name:, uri:)",
              "At http://HOST/devices/NAME.");
    keys.values("allow", &GatewayConfig::allow, max_allowed_ranges, address_range(), use_allowed,
                "Addresses that clients may name: http://HOST/devices/ADDRESS.")
        .example = "192.168.1.0/24";
    keys.value("resource_directory", &GatewayConfig::resource_directory, lookup_uri(),
               "A CoRE Resource Directory (RFC 9176) that is asked for nodes.")
        .example = "coap://192.168.1.5";
    keys.value("discover", &GatewayConfig::discover, boolean(),
               "true: nodes are also searched for by multicast (All CoAP Nodes).");
}

}  // namespace

GatewayKeys<GatewayLimits> gateway_limits_keys()
{
    GatewayKeys<GatewayLimits> keys;
    keys.value("connections", &GatewayLimits::connections, number(1, max_http_connections),
               "The most HTTP connections in total.");
    keys.value("connections_per_address", &GatewayLimits::connections_per_address, number(1, max_http_connections),
               "The most HTTP connections from one address.");
    keys.value("streams", &GatewayLimits::streams, number(0, max_http_connections),
               "The most connections that may be event streams; 0: none.");
    keys.value("timeout", &GatewayLimits::timeout, within(shortest_forward_timeout, longest_forward_timeout),
               "How long a node may take to answer.");
    return keys;
}

GatewayKeys<GatewayConfig> gateway_keys()
{
    GatewayKeys<GatewayConfig> keys;
    add_clients(keys);
    add_nodes(keys);
    keys.mapping("limits", &GatewayConfig::limits, gateway_limits_keys(),
                 "keys such as connections:", "Limits on what clients may use of this machine.");
    keys.check(&check_listen);
    return keys;
}

}  // namespace coapnode
