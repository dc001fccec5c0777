// SPDX-License-Identifier: MIT
/// The keys of thermostat.
#include "config/keys.hpp"
#include "config/values.hpp"

#include <algorithm>
#include <span>

namespace coapnode {

namespace {

constexpr int lowest_target = -40;  // °C
constexpr int highest_target = 125;
constexpr std::int32_t least_hysteresis = 100;  // thousandths of °C
constexpr std::int32_t most_hysteresis = 10'000;
constexpr Duration longest_hold = 1h;

/// Reports a mistake when none of `items` has the name that `key` gives.
template <class Item>
void check_name(YamlSection& in, std::string_view key, const std::string& name, const std::vector<Item>& items,
                const std::string& what)
{
    if (!in.took(key)) return;
    std::vector<std::string_view> names;
    for (const auto& item : items)
        names.push_back(item.name);
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    in.complain(in.place_of(key), "no " + what + " is called " + in_quotes(name) + did_you_mean(name, names));
}

void check_targets(YamlSection& in, const ThermostatConfig& config)
{
    if (config.min_target > config.max_target) {
        const auto* const key = in.has("min_target") ? "min_target" : "max_target";
        return in.complain(in.place_of(key), "min_target is above max_target");
    }
    if (config.target >= config.min_target && config.target <= config.max_target) return;
    const auto* const key = in.has("target") ? "target" : in.has("min_target") ? "min_target" : "max_target";
    in.complain(in.place_of(key), "target (" + to_decimal(config.target) + ") is not between min_target (" +
                                      to_decimal(config.min_target) + ") and max_target (" +
                                      to_decimal(config.max_target) + ")");
}

/// For example driver kernel with humidity only in measures:.
void check_is_thermometer(YamlSection& in, const ThermostatConfig& config, const std::vector<SensorConfig>& sensors)
{
    const auto sensor = std::ranges::find(sensors, config.sensor, &SensorConfig::name);
    if (!in.took("sensor") || sensor == sensors.end()) return;
    const auto* const model = find_model(sensor->driver);
    if (model == nullptr) return;
    const auto measured = sensor->measures.empty() ? model->quantities : std::span<const Quantity>{sensor->measures};
    if (std::ranges::find(measured, Quantity::temperature) == measured.end())
        in.complain(in.place_of("sensor"), in_quotes(config.sensor) + " does not measure temperature");
}

void check_thermostat(YamlSection& in, ThermostatConfig& thermostat, NodeReading& reading)
{
    check_name(in, "sensor", thermostat.sensor, reading.config.sensors, "sensor");
    check_is_thermometer(in, thermostat, reading.config.sensors);
    check_name(in, "output", thermostat.output, reading.config.leds, "LED");
    check_targets(in, thermostat);
}

}  // namespace

NodeKeys<ThermostatConfig> thermostat_keys()
{
    const auto range = celsius(1000 * lowest_target, 1000 * highest_target);
    NodeKeys<ThermostatConfig> keys;
    keys.needed("sensor", &ThermostatConfig::sensor, path_segment(), "The name of one of the sensors.");
    keys.needed("output", &ThermostatConfig::output, path_segment(),
                "The name of one of the LEDs. Only the thermostat switches it then.");
    keys.value("mode", &ThermostatConfig::mode,
               one_of<ThermostatMode>({{"heat", ThermostatMode::heat}, {"cool", ThermostatMode::cool}}),
               "heat: on while it is too cold. cool: on while it is too warm.");
    keys.value("target", &ThermostatConfig::target, range,
               "°C, until a client sets another one; from min_target to max_target.");
    keys.value("min_target", &ThermostatConfig::min_target, range, "°C: the lowest that a client may set.");
    keys.value("max_target", &ThermostatConfig::max_target, range, "°C: the highest that a client may set.");
    keys.value("hysteresis", &ThermostatConfig::hysteresis, celsius(least_hysteresis, most_hysteresis),
               "°C between switching on and switching off.");
    keys.value("min_on", &ThermostatConfig::min_on, within(0s, longest_hold),
               "The shortest time that the output stays on.");
    keys.value("min_off", &ThermostatConfig::min_off, within(0s, longest_hold),
               "The shortest time that the output stays off, also after the daemon starts.");
    keys.value("on_failure", &ThermostatConfig::on_failure, one_of<bool>({{"off", false}, {"on", true}}),
               "The state of the output while there is no recent reading, such as at the start.");
    keys.check(&check_thermostat);
    return keys;
}

}  // namespace coapnode
