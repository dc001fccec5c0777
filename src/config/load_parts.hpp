// SPDX-License-Identifier: MIT
/// The sections of the configuration, each read into its struct.
#pragma once

#include "coapnode/config/config.hpp"
#include "config/values.hpp"
#include "yaml/section.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Behind this key any character may stand: it is for people.
inline constexpr std::string_view title_key = "title";

inline constexpr std::size_t max_listen_addresses = 16;
inline constexpr std::size_t max_identities = 256;
inline constexpr std::size_t max_sensors = 64;
inline constexpr std::size_t max_leds = 64;

inline constexpr unsigned max_observers = 10'000;
inline constexpr unsigned max_dtls_sessions = 10'000;

inline constexpr std::size_t max_device_id_size = 64;
inline constexpr std::size_t max_title_size = 128;
inline constexpr std::size_t max_identity_size = 128;  // what RFC 4279 section 5.3 has every implementation take
inline constexpr std::size_t max_file_name_size = 255;

/// The file that is read: where relative key files are looked for, and whether keys may stand in it.
struct SourceFile {
    std::filesystem::path path;
    bool open_to_others{};
};

/// Finds the second use of what may be used once.
class Once {
public:
    void use(YamlSection& in, Place where, const std::string& what) { use(in, where, what, what); }

    /// `called` stands in the complaint in its place.
    void use(YamlSection& in, Place where, const std::string& what, const std::string& called)
    {
        const auto [first, is_new] = first_line_.try_emplace(what, where.line);
        if (!is_new) in.complain(where, called + " is used already at line " + std::to_string(first->second));
    }

private:
    std::map<std::string, int> first_line_;
};

void load_device(YamlSection in, DeviceConfig& device);
void load_coap(YamlSection in, CoapConfig& coap, Once& addresses);
void load_dtls(YamlSection in, DtlsConfig& dtls, Once& addresses, const SourceFile& file);
void load_limits(YamlSection in, LimitsConfig& limits);
/// `history:` of the whole configuration: a mapping, or off.
void load_history(YamlSection& whole, std::optional<HistoryConfig>& history);
/// `resource_directory:` of the whole configuration: a URI, or a mapping. After the device, whose id is registered.
void load_directory(YamlSection& whole, const std::string& id, std::optional<DirectoryConfig>& directory);
void load_hardware(YamlSection in, HardwareConfig& hardware);
void load_sensors(std::vector<YamlSection> list, std::vector<SensorConfig>& sensors);
void load_leds(std::vector<YamlSection> list, std::vector<LedConfig>& leds);
/// After the sensors and LEDs of `config`, which it names.
void load_thermostat(YamlSection in, const Config& config, std::optional<ThermostatConfig>& into);

}  // namespace coapnode
