// SPDX-License-Identifier: MIT
/// The keys of the node's configuration, section by section.
///
/// To add a key: a member with its default (include/coapnode/config/config.hpp), its row in one of the files beside
/// this one, its line in config/coapnode.yaml. `cmake --build build/dev --target generate` updates the schema and the
/// manual's table. Add its valid and invalid values to tests/integration/support/schema_rows.py.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/sensors/models.hpp"
#include "config/once.hpp"
#include "config/source_file.hpp"
#include "yaml/key_table.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace coapnode {

/// The value of this key may contain any character: it is for people.
inline constexpr std::string_view title_key = "title";

inline constexpr std::size_t max_listen_addresses = 16;
inline constexpr std::size_t max_identities = 256;
inline constexpr std::size_t max_sensors = 64;
inline constexpr std::size_t max_leds = 64;

inline constexpr unsigned max_observers = 10'000;
inline constexpr unsigned max_dtls_sessions = 10'000;

inline constexpr std::size_t max_device_id_size = 64;
inline constexpr std::size_t max_title_size = 128;

/// The context of reading, besides the current mapping.
struct NodeReading {
    SourceFile file;
    const Config& config;  ///< the part that was read so far
    Once addresses{};      ///< the addresses of both listen:
    Once identities{};
    Once sensor_names{};
    Once chips{};
    Once led_names{};
    Once lines{};
    const Model* model{};              ///< of the current sensor; nullptr when unknown
    std::vector<Quantity> measures{};  ///< of the current sensor with driver kernel; empty when unknown
    Once derived{};                    ///< of the current sensor
    bool told_open_to_others{};
};

template <class Into>
using NodeKeys = KeyTable<Into, NodeReading>;

NodeKeys<DeviceConfig> device_keys();
NodeKeys<CoapConfig> coap_keys();
NodeKeys<DtlsConfig> dtls_keys();
NodeKeys<HardwareConfig> hardware_keys();
NodeKeys<SensorConfig> sensor_keys();
/// The keys for a sensor's values: valid to altitude.
void add_refinement_keys(NodeKeys<SensorConfig>& keys);
NodeKeys<LedConfig> led_keys();
NodeKeys<ThermostatConfig> thermostat_keys();
NodeKeys<HistoryConfig> history_keys();
NodeKeys<DirectoryConfig> directory_keys();
NodeKeys<LimitsConfig> limits_keys();

/// All of the file.
NodeKeys<Config> node_keys();

}  // namespace coapnode
