// SPDX-License-Identifier: MIT
/// What regulates: thermostat.
#include "config/load_parts.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr int lowest_target = -40;  // °C
constexpr int highest_target = 125;
constexpr std::int32_t least_hysteresis = 100;  // thousandths of °C
constexpr std::int32_t most_hysteresis = 10'000;
constexpr Duration longest_hold = 1h;

/// Complains where none of `items` has the name at `key`.
template <class Item>
void check_name(YamlSection& in, std::string_view key, const std::string& name, const std::vector<Item>& items,
                const std::string& what)
{
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
    in.complain(in.place_of(key), "target (" + to_decimal(config.target) + ") is not from min_target (" +
                                      to_decimal(config.min_target) + ") to max_target (" +
                                      to_decimal(config.max_target) + ")");
}

}  // namespace

void load_thermostat(YamlSection in, const Config& config, std::optional<ThermostatConfig>& into)
{
    ThermostatConfig thermostat;
    const auto range = celsius(1000 * lowest_target, 1000 * highest_target);
    const auto state = one_of<bool>({{"off", false}, {"on", true}});
    if (in.require("sensor", thermostat.sensor, path_segment())) {
        check_name(in, "sensor", thermostat.sensor, config.sensors, "sensor");
    }
    if (in.require("output", thermostat.output, path_segment())) {
        check_name(in, "output", thermostat.output, config.leds, "LED");
    }
    in.option("mode", thermostat.mode,
              one_of<ThermostatMode>({{"heat", ThermostatMode::heat}, {"cool", ThermostatMode::cool}}));
    in.option("target", thermostat.target, range);
    in.option("min_target", thermostat.min_target, range);
    in.option("max_target", thermostat.max_target, range);
    check_targets(in, thermostat);
    in.option("hysteresis", thermostat.hysteresis, celsius(least_hysteresis, most_hysteresis));
    in.option("min_on", thermostat.min_on, within(0s, longest_hold));
    in.option("min_off", thermostat.min_off, within(0s, longest_hold));
    in.option("on_failure", thermostat.on_failure, state);
    in.reject_unknown();
    into = std::move(thermostat);
}

}  // namespace coapnode
