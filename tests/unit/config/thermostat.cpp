// SPDX-License-Identifier: MIT
/// The section thermostat: what it may say, its limits, and what it names.
#include "config/config_folder.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

using Lines = std::vector<std::string>;

/// With a sensor and an LED; `keys` stand at 4:38.
std::string thermostat(const std::string& keys)
{
    return "sensors: [{name: room, driver: sht3x}]\nleds: [{name: relay, line: GPIO17}]\n\n"
           "thermostat: {sensor: room, output: relay, " +
           keys + "}\n";
}

}  // namespace

TEST_CASE("a thermostat with its defaults, and with every key")
{
    const ConfigFolder folder;
    const auto least = folder.load(thermostat(""));
    REQUIRE(least.has_value());
    ThermostatConfig defaults;
    defaults.sensor = "room";
    defaults.output = "relay";
    CHECK(least->thermostat == defaults);
    CHECK(defaults.target == 20'000);
    CHECK_FALSE(folder.load("{}")->thermostat.has_value());

    const auto all =
        folder.load(thermostat("mode: cool, target: -18.25, min_target: -40, max_target: 125, "
                               "hysteresis: 2, min_on: 0s, min_off: 1h, on_failure: on"));
    REQUIRE(all.has_value());
    CHECK(all->thermostat ==
          ThermostatConfig{"room", "relay", ThermostatMode::cool, -18'250, -40'000, 125'000, 2'000, 0s, 1h, true});
}

TEST_CASE("what it names stands in the same file")
{
    struct Row {
        std::string yaml;
        Lines mistakes;
    };
    const std::string named = "sensors: [{name: room, driver: sht3x}]\nleds: [{name: relay, line: GPIO17}]\n";
    const std::string segment = "expected a name for use in URIs: 1 to 64 of A-Z a-z 0-9 . _ -, not ";
    const Row rows[] = {
        {named + "thermostat: {sensor: rom, output: relay}", {"3:22: no sensor is called 'rom'; did you mean 'room'?"}},
        {named + "thermostat: {sensor: room, output: relai}",
         {"3:36: no LED is called 'relai'; did you mean 'relay'?"}},
        {named + "thermostat: {sensor: relay, output: room}",
         {"3:22: no sensor is called 'relay'", "3:37: no LED is called 'room'"}},
        {"thermostat: {sensor: room, output: relay}\n" + named, {}},
        {"thermostat: {sensor: room, output: relay}",
         {"1:22: no sensor is called 'room'", "1:36: no LED is called 'relay'"}},
        {named + "thermostat: {output: relay}", {"3:13: the key 'sensor' is missing"}},
        {named + "thermostat: {sensor: room}", {"3:13: the key 'output' is missing"}},
        {named + "thermostat: {}", {"3:13: the key 'sensor' is missing", "3:13: the key 'output' is missing"}},
        {named + "thermostat: {sensor: a/b, output: relay}", {"3:22: " + segment + "'a/b'"}},
        {named + "thermostat: on", {"3:13: expected keys such as sensor:, not a single value"}},
        {named + "thermostat: []", {"3:13: expected keys such as sensor:, not a list"}},
        {named + "thermostat: {sensor: room, output: relay, taget: 20}",
         {"3:43: unknown key 'taget'; did you mean 'target'?"}},
    };
    const ConfigFolder folder;
    for (const auto& [yaml, mistakes] : rows) {
        CAPTURE(yaml);
        CHECK(folder.mistakes(yaml) == mistakes);
    }
}

TEST_CASE("values at their limits and one past them")
{
    const std::string target = "expected a number from -40 to 125 (°C) with at most 2 decimals, not ";
    const std::string hysteresis = "expected a number from 0.1 to 10 (°C) with at most 2 decimals, not ";
    const std::string hold = "expected a duration from 0s to 1h, not ";
    struct Row {
        std::string keys;
        Lines mistakes;
    };
    const Row rows[] = {
        {"min_target: -40", {}},
        {"min_target: -40.01", {"4:55: " + target + "'-40.01'"}},
        {"max_target: 125", {}},
        {"max_target: 125.01", {"4:55: " + target + "'125.01'"}},
        {"target: 5", {}},
        {"target: 4.99", {"4:51: target (4.99) is not between min_target (5) and max_target (35)"}},
        {"target: 35", {}},
        {"target: 35.01", {"4:51: target (35.01) is not between min_target (5) and max_target (35)"}},
        {"target: 20.555", {"4:51: " + target + "'20.555'"}},
        {"target: warm", {"4:51: " + target + "'warm'"}},
        {"min_target: 20, max_target: 20", {}},
        {"min_target: 20.01", {"4:55: target (20) is not between min_target (20.01) and max_target (35)"}},
        {"max_target: 19.99", {"4:55: target (20) is not between min_target (5) and max_target (19.99)"}},
        {"min_target: 36", {"4:55: min_target is above max_target"}},
        {"max_target: 4", {"4:55: min_target is above max_target"}},
        {"hysteresis: 0.1", {}},
        {"hysteresis: 0.09", {"4:55: " + hysteresis + "'0.09'"}},
        {"hysteresis: 10", {}},
        {"hysteresis: 10.01", {"4:55: " + hysteresis + "'10.01'"}},
        {"min_on: 1h", {}},
        {"min_on: 0ms", {}},
        {"min_on: 3600001ms", {"4:51: " + hold + "'3600001ms'"}},
        {"min_off: 61m", {"4:52: " + hold + "'61m'"}},
        {"mode: coal", {"4:49: expected heat or cool, not 'coal'; did you mean 'cool'?"}},
        {"on_failure: keep", {"4:55: expected off or on, not 'keep'"}},
    };
    const ConfigFolder folder;
    for (const auto& [keys, mistakes] : rows) {
        CAPTURE(keys);
        CHECK(folder.mistakes(thermostat(keys)) == mistakes);
    }
}
