// SPDX-License-Identifier: MIT
#include "config/keys.hpp"

#include "config/directory_uri.hpp"
#include "config/values.hpp"

namespace coapnode {

namespace {

constexpr std::size_t max_endpoint_name_size = 63;  // RFC 9176 section 5, "ep"

void check_endpoint_name(YamlSection& in, const Config& config)
{
    const bool registers = config.resource_directory && !config.resource_directory->address.host.empty();
    if (!registers || config.device.id.size() <= max_endpoint_name_size) return;
    in.complain(in.place_of("resource_directory"),
                "a resource directory accepts names of at most 63 bytes: give device: a shorter id:");
}

}  // namespace

NodeKeys<Config> node_keys()
{
    NodeKeys<Config> keys;
    keys.mapping("device", &Config::device, device_keys(), "keys such as id:", "Who this node is.");
    keys.value("state", &Config::state, absolute_path("/var/lib/coapnode"),
               "The folder for data that must survive a restart. Default: the one from systemd (/var/lib/coapnode).");
    keys.value("remote_config", &Config::remote_config, boolean(),
               "true: clients with the role admin may read and replace this file at /config.");
    keys.mapping("coap", &Config::coap, coap_keys(),
                 "keys such as listen:", "CoAP without encryption, for anybody who can reach the address.");
    keys.mapping("dtls", &Config::dtls, dtls_keys(),
                 "keys such as identities:", "CoAP over DTLS, for clients with a key.");
    keys.mapping("hardware", &Config::hardware, hardware_keys(),
                 "keys such as backend:", "The hardware that the node runs on.");
    keys.list("sensors", &Config::sensors, max_sensors, sensor_keys(), "a sensor (name:, driver:)",
              "At coap://HOST/sensors/NAME; see coapnoded --probe.");
    keys.list("leds", &Config::leds, max_leds, led_keys(), "an LED (name:, line:)",
              "LEDs, relays and the like, at coap://HOST/leds/NAME.");
    keys.mapping("thermostat", &Config::thermostat, thermostat_keys(), "keys such as sensor:",
                 "Keeps a temperature: switches an LED's line by a sensor's readings. At coap://HOST/thermostat.");
    keys.value_or_mapping(
        "history", &Config::history,
        one_of<std::optional<HistoryConfig>>({{"on", HistoryConfig{}}, {"off", std::nullopt}}), history_keys(),
        "off, or keys such as keep:",
        "The samples of the sensors, kept in a database, at coap://HOST/history. off: nothing is kept.");
    keys.value_or_mapping("resource_directory", &Config::resource_directory, directory_uri(), directory_keys(),
                          "a URI, or keys such as uri:",
                          "A CoRE Resource Directory (RFC 9176) that the node registers with: its URI, or keys.");
    keys.mapping("limits", &Config::limits, limits_keys(),
                 "keys such as observers:", "Limits on what clients may use of this machine.");
    keys.check([](YamlSection& in, Config& config, NodeReading& /*reading*/) { check_endpoint_name(in, config); });
    return keys;
}

}  // namespace coapnode
