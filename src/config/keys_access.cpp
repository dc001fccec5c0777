// SPDX-License-Identifier: MIT
/// The keys of access to the node: device, coap, dtls, limits.
#include "config/keys.hpp"
#include "config/listen.hpp"
#include "config/psk_keys.hpp"
#include "config/values.hpp"
#include "yaml/text_file.hpp"
#include "yaml/unfilled.hpp"

#include <optional>

namespace coapnode {

namespace {

constexpr auto use_address = [](YamlSection& in, NodeReading& reading, const Listen& address, Place where) {
    if (address.port != 0) reading.addresses.use(in, where, to_text(address));
};

constexpr auto use_any = [](YamlSection& /*in*/, NodeReading& /*reading*/, const auto& /*item*/, Place /*where*/) {};

/// A key in the configuration itself.
std::optional<Place> inline_key(const YamlSection& in)
{
    for (const auto* key : {"psk_hex", "psk"}) {
        if (in.has(key)) return in.place_of(key);
    }
    return std::nullopt;
}

void check_identity(YamlSection& in, Identity& identity, NodeReading& reading)
{
    if (in.took("identity")) reading.identities.use(in, in.place_of("identity"), identity.identity, "this identity");
    const auto key = inline_key(in);
    if (!key || !reading.file.open_to_others || reading.told_open_to_others) return;
    in.complain(*key, "this file holds a key and " + open_to_others_complaint(reading.file.path));
    reading.told_open_to_others = true;
}

NodeKeys<Identity> identity_keys()
{
    NodeKeys<Identity> keys;
    keys.needed("identity", &Identity::identity, identity_name(), "The name that the client gives.").example =
        "gateway";
    add_psk_keys(keys);
    keys.value("role", &Identity::role, without_value(role_among({Role::read, Role::control, Role::admin})),
               "What this client may do; control: also switch LEDs and set the thermostat's target; admin: also read "
               "and replace /config.");
    keys.check(&check_identity);
    return keys;
}

}  // namespace

NodeKeys<DeviceConfig> device_keys()
{
    NodeKeys<DeviceConfig> keys;
    keys.value("id", &DeviceConfig::id, filled_in(printable_text(max_device_id_size)),
               "The node's own name. Default: the host name.")
        .example = "sensor-001";
    keys.value(title_key, &DeviceConfig::title, filled_in(printable_text(max_title_size)),
               "A name for people. Default: none.")
        .example = "Living room";
    return keys;
}

NodeKeys<CoapConfig> coap_keys()
{
    NodeKeys<CoapConfig> keys;
    keys.values("listen", &CoapConfig::listen, max_listen_addresses, listen_address(), use_address,
                "[::]:5683 is every address, IPv4 too. [] switches plain CoAP off.");
    keys.value("anonymous", &CoapConfig::anonymous, role_among({Role::none, Role::read, Role::control}),
               "What a client without a key may do; control: also switch LEDs and set the thermostat's target.");
    keys.value("multicast", &CoapConfig::multicast, boolean(),
               "true: the node also answers requests to the groups All CoAP Nodes (224.0.1.187, ff02::fd, ff05::fd).");
    keys.values("multicast_interfaces", &CoapConfig::multicast_interfaces, max_listen_addresses, interface_name(),
                use_any, "The interfaces on which it joins these groups. Default: all that support multicast.")
        .example = "eth0";
    return keys;
}

NodeKeys<DtlsConfig> dtls_keys()
{
    NodeKeys<DtlsConfig> keys;
    keys.values("listen", &DtlsConfig::listen, max_listen_addresses, listen_address(), use_address,
                "Opened as soon as there is an identity.");
    keys.list("identities", &DtlsConfig::identities, max_identities, identity_keys(),
              "an identity (identity:, psk_file:, role:)", "The clients that have a key.");
    return keys;
}

NodeKeys<LimitsConfig> limits_keys()
{
    NodeKeys<LimitsConfig> keys;
    keys.value("observers", &LimitsConfig::observers, number(0, max_observers),
               "The most observers in total; 0: nothing can be observed.");
    keys.value("observers_per_resource", &LimitsConfig::observers_per_resource, number(0, max_observers),
               "The most observers of one resource.");
    keys.value("sessions", &LimitsConfig::sessions, number(1, max_dtls_sessions),
               "The most idle DTLS sessions that are kept, for each address.");
    keys.value("handshakes", &LimitsConfig::handshakes, number(1, max_dtls_sessions),
               "The most half-open DTLS handshakes, for each address.");
    return keys;
}

}  // namespace coapnode
