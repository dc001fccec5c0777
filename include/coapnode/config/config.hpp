// SPDX-License-Identifier: MIT
/// The configuration as plain values. This header holds every default. load.hpp reads a file into it and reports
/// errors. The bounds of each key are in src/config/keys_*.cpp.
///
/// To add a key: a member with its default here, its row in src/config/keys_*.cpp, and a line in config/coapnode.yaml;
/// see src/config/keys.hpp.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/output_line.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// An address and a UDP port to serve: "[::]:5683", "127.0.0.1:5683". [::] serves IPv4 too.
struct Listen {
    std::string host;  ///< a numeric IPv4 or IPv6 address, without brackets; a link-local one as "fe80::1%eth0"
    std::uint16_t port{};

    bool operator==(const Listen&) const = default;
};

/// How the node names itself.
struct DeviceConfig {
    std::string id;     ///< default: the host name
    std::string title;  ///< shown to people; may be empty

    bool operator==(const DeviceConfig&) const = default;
};

/// Plain CoAP over UDP.
struct CoapConfig {
    std::vector<Listen> listen{{"::", 5683}};
    Role anonymous = Role::read;  ///< none, read or control: the role of a client without DTLS
    /// Whether the node joins the groups "All CoAP Nodes" (RFC 7252 section 12.8), at the ports of `listen`.
    bool multicast = false;
    std::vector<std::string> multicast_interfaces{};  ///< empty: every interface that can

    bool operator==(const CoapConfig&) const = default;
};

/// A client with a pre-shared key.
struct Identity {
    std::string identity;
    std::vector<std::uint8_t> key;  ///< 16 bytes or more (RFC 7925)
    Role role = Role::read;

    bool operator==(const Identity&) const = default;
};

/// CoAP over DTLS with pre-shared keys.
struct DtlsConfig {
    std::vector<Listen> listen{{"::", 5684}};  ///< opened only when there are identities
    std::vector<Identity> identities;

    bool operator==(const DtlsConfig&) const = default;
};

enum class Backend { linux_devices, mock };

struct HardwareConfig {
    Backend backend = Backend::linux_devices;

    bool operator==(const HardwareConfig&) const = default;
};

/// One sensor.
struct SensorConfig {
    std::string name;  ///< part of its URI
    std::string driver;
    I2cAddress where{"/dev/i2c-1", 0};  ///< address 0 stands for the driver's default
    Duration interval = 5s;             ///< 1 s to 1 h
    Calibration calibration;
    /// These members are described in refinement.hpp.
    BeliefLimits limits{};
    ByQuantity<Smoothing> smoothing{};
    std::vector<Quantity> derived{};
    std::optional<Altitude> altitude{};  ///< needed for sea_level_pressure
    std::string device{};                ///< for driver kernel only, see hal/kernel_device.hpp
    std::vector<Quantity> measures{};    ///< for driver kernel only, in the order of Quantity

    bool operator==(const SensorConfig&) const = default;
};

enum class InitialState { off, on, restore };  // restore: its state when the daemon last ran
enum class ShutdownState { off, on, keep };

struct LedConfig {
    std::string name;
    LineAddress where;
    bool active_low = false;
    InitialState initial = InitialState::off;
    ShutdownState shutdown = ShutdownState::off;

    bool operator==(const LedConfig&) const = default;
};

enum class ThermostatMode { heat, cool };

/// A sensor switches an output. Temperatures are in thousandths of °C.
struct ThermostatConfig {
    std::string sensor;  ///< the name of one of the sensors
    std::string output;  ///< the name of one of the LEDs
    ThermostatMode mode = ThermostatMode::heat;
    std::int32_t target = 20'000;
    std::int32_t min_target = 5'000;   ///< clients may set a target from here to max_target
    std::int32_t max_target = 35'000;  ///< both limits: -40 to 125 °C
    std::int32_t hysteresis = 500;     ///< 0.1 to 10 °C: half of it below the target, half above
    Duration min_on = 1min;            ///< 0 s to 1 h
    Duration min_off = 1min;           ///< 0 s to 1 h
    bool on_failure = false;           ///< state of the output while there is no reading

    bool operator==(const ThermostatConfig&) const = default;
};

/// The database of measured values.
struct HistoryConfig {
    std::filesystem::path path;           ///< the database; empty: history.db in the state folder
    Duration keep = 30 * 24h;             ///< 1 h to 10 years
    std::uint64_t max_size = 64'000'000;  ///< bytes: 1 MB to 10 GB
    Duration flush = 60s;                 ///< 1 s to 1 h: longest time from a sample until it is written

    bool operator==(const HistoryConfig&) const = default;
};

/// A CoRE Resource Directory (RFC 9176) to register with.
struct DirectoryConfig {
    Listen address;                 ///< numeric; a port other than 0
    std::vector<std::string> path;  ///< path of its registration resource; empty: discovered (RFC 9176 section 4)
    Duration lifetime = 25h;        ///< of a registration (lt); 1 min to 365 days, in whole seconds

    bool operator==(const DirectoryConfig&) const = default;
};

/// Limits on what clients use of this machine. An established DTLS session takes some 12 kB, a half-open one 9 kB.
struct LimitsConfig {
    unsigned observers = 256;  ///< in total; 0 disables Observe
    unsigned observers_per_resource = 64;
    unsigned sessions = 1000;    ///< idle DTLS sessions per listen address
    unsigned handshakes = 1000;  ///< half-open DTLS sessions per listen address

    bool operator==(const LimitsConfig&) const = default;
};

struct Config {
    DeviceConfig device;
    std::filesystem::path state;  ///< the folder for state that outlives a restart; empty: $STATE_DIRECTORY of systemd
    CoapConfig coap;
    DtlsConfig dtls;
    HardwareConfig hardware;
    std::vector<SensorConfig> sensors;
    std::vector<LedConfig> leds;
    std::optional<ThermostatConfig> thermostat;
    std::optional<HistoryConfig> history = HistoryConfig{};  ///< nullopt: no history
    bool remote_config = false;  ///< whether clients may read and replace the file at /config
    std::optional<DirectoryConfig> resource_directory;
    LimitsConfig limits;

    bool operator==(const Config&) const = default;
};

}  // namespace coapnode
