// SPDX-License-Identifier: MIT
/// What a configuration file says, as plain values. The defaults stand here and nowhere else.
///
/// A new key: a member with its default here, its row in src/config/keys_*.cpp, one line in config/coapnode.yaml; see
/// src/config/keys.hpp.
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

struct DeviceConfig {
    std::string id;  ///< default: the host name
    std::string title;

    bool operator==(const DeviceConfig&) const = default;
};

struct CoapConfig {
    std::vector<Listen> listen{{"::", 5683}};
    Role anonymous = Role::read;  ///< none, read or control: what a client without DTLS may do
    bool multicast = false;       ///< answers to the groups "All CoAP Nodes" at the ports of `listen`
    std::vector<std::string> multicast_interfaces{};  ///< none: every one that can

    bool operator==(const CoapConfig&) const = default;
};

struct Identity {
    std::string identity;
    std::vector<std::uint8_t> key;  ///< 16 bytes or more (RFC 7925)
    Role role = Role::read;

    bool operator==(const Identity&) const = default;
};

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

struct SensorConfig {
    std::string name;
    std::string driver;
    I2cAddress where{"/dev/i2c-1", 0};  ///< address: the driver's default
    Duration interval = 5s;             ///< 1 s to 1 h
    Calibration calibration;
    BeliefLimits limits{};
    ByQuantity<Smoothing> smoothing{};
    std::vector<Quantity> derived{};
    std::optional<Altitude> altitude{};
    std::string device{};              ///< of driver kernel, see hal/kernel_device.hpp
    std::vector<Quantity> measures{};  ///< of driver kernel, in the order of Quantity

    bool operator==(const SensorConfig&) const = default;
};

enum class InitialState { off, on, restore };  // restore: as it was when the daemon last ran
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

/// Temperatures in thousandths of °C.
struct ThermostatConfig {
    std::string sensor;  ///< the name of one of the sensors
    std::string output;  ///< the name of one of the LEDs
    ThermostatMode mode = ThermostatMode::heat;
    std::int32_t target = 20'000;
    std::int32_t min_target = 5'000;   ///< what clients may set
    std::int32_t max_target = 35'000;  ///< from -40 to 125 °C, as is min_target
    std::int32_t hysteresis = 500;     ///< 0.1 to 10 °C: half of it below the target, half above
    Duration min_on = 1min;            ///< 0 s to 1 h
    Duration min_off = 1min;           ///< 0 s to 1 h
    bool on_failure = false;           ///< what the output is without a reading

    bool operator==(const ThermostatConfig&) const = default;
};

struct HistoryConfig {
    std::filesystem::path path;           ///< of the database; empty: history.db in the state folder
    Duration keep = 30 * 24h;             ///< 1 h to 10 years
    std::uint64_t max_size = 64'000'000;  ///< bytes: 1 MB to 10 GB
    Duration flush = 60s;                 ///< 1 s to 1 h: from a sample until it is written, at most

    bool operator==(const HistoryConfig&) const = default;
};

/// A CoRE Resource Directory (RFC 9176) to register with.
struct DirectoryConfig {
    Listen address;                 ///< numeric; a port other than 0
    std::vector<std::string> path;  ///< of its registration resource; empty: it is asked for it
    Duration lifetime = 25h;        ///< of a registration; 1 min to 365 days, whole seconds

    bool operator==(const DirectoryConfig&) const = default;
};

/// How much clients may take of this machine. One session with a key costs some 12 kB, a half-open one 9 kB.
struct LimitsConfig {
    unsigned observers = 256;  ///< in all; 0: nothing can be observed
    unsigned observers_per_resource = 64;
    unsigned sessions = 1000;    ///< DTLS sessions that are idle, for each address
    unsigned handshakes = 1000;  ///< half-open ones

    bool operator==(const LimitsConfig&) const = default;
};

struct Config {
    DeviceConfig device;
    std::filesystem::path state;  ///< the folder for what outlives a restart; empty: where systemd says
    CoapConfig coap;
    DtlsConfig dtls;
    HardwareConfig hardware;
    std::vector<SensorConfig> sensors;
    std::vector<LedConfig> leds;
    std::optional<ThermostatConfig> thermostat;
    std::optional<HistoryConfig> history = HistoryConfig{};  ///< nullopt: none is kept
    bool remote_config = false;                              ///< /config: the file may be read and replaced over CoAP
    std::optional<DirectoryConfig> resource_directory;
    LimitsConfig limits;

    bool operator==(const Config&) const = default;
};

}  // namespace coapnode
