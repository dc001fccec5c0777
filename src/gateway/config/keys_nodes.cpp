// SPDX-License-Identifier: MIT
/// The keys of nodes.
#include "config/psk_keys.hpp"
#include "gateway/config/keys.hpp"
#include "gateway/config/values.hpp"
#include "psk/names.hpp"

#include <array>

namespace coapnode {

namespace {

GatewayKey& key_of(NodeConfig& node)
{
    if (!node.key) node.key.emplace();
    return *node.key;
}

void read_identity(YamlSection& in, NodeConfig& node, GatewayReading& /*reading*/)
{
    std::string identity;
    if (in.option("identity", identity, identity_name())) key_of(node).identity = identity;
}

void read_key(YamlSection& in, std::string_view name, NodeConfig& node, const Reader<Psk>& reader)
{
    Psk key;
    if (in.option(name, key, reader)) key_of(node).key = std::move(key);
}

void read_psk_file(YamlSection& in, NodeConfig& node, GatewayReading& reading)
{
    read_key(in, "psk_file", node, key_in_file(node.key ? node.key->identity : "", reading.file));
}

void read_psk_hex(YamlSection& in, NodeConfig& node, GatewayReading& /*reading*/)
{
    read_key(in, "psk_hex", node, key_in_hex());
}

void read_psk_text(YamlSection& in, NodeConfig& node, GatewayReading& /*reading*/)
{
    read_key(in, "psk", node, key_as_text());
}

void reject_key(YamlSection& in)
{
    for (const auto* const key : {"identity", "psk_file", "psk_hex", "psk"}) {
        if (!in.has(key)) continue;
        return in.complain(in.place_of_key(key),
                           "plain CoAP has no keys: write coaps:// in uri, or remove " + std::string{key});
    }
}

void require_key(YamlSection& in)
{
    if (!in.has("identity")) in.complain(in.place(), "coaps:// needs an identity that the node knows");
    check_one_way(in, {"psk_file", "psk_hex", "psk"}, "key");
}

void check_node(YamlSection& in, NodeConfig& node, GatewayReading& reading)
{
    if (in.took("name")) reading.node_names.use(in, in.place_of("name"), node.name);
    for (const auto* const key : {"psk_hex", "psk"})
        check_secret(in, key, reading);
    if (in.took("uri")) node.uri.is_secure ? require_key(in) : reject_key(in);
}

}  // namespace

GatewayKeys<NodeConfig> node_entry_keys()
{
    GatewayKeys<NodeConfig> keys;
    keys.needed("name", &NodeConfig::name, node_name(), "NAME in /devices/NAME.").example = "living-room";
    keys.needed("uri", &NodeConfig::uri, node_uri(), "coaps:// or coap://, with its address or name.").example =
        "coaps://192.0.2.7";
    keys.custom("identity", identity_name().form, &read_identity,
                "The identity that the gateway uses there, with coaps://.")
        .example = "gateway";
    keys.custom("psk_file", key_in_file("", {}).form, &read_psk_file,
                "A file with the key, beside this one: a copy of the node's own file.")
        .example = "living-room.psk";
    keys.custom("psk_hex", key_in_hex().form, &read_psk_hex, "The key: 16 to 64 bytes in hex digits, best in quotes.");
    keys.custom("psk", key_as_text().form, &read_psk_text, "The key: a text of 16 to 64 bytes, best in quotes.");
    keys.check(&check_node);
    return keys;
}

}  // namespace coapnode
