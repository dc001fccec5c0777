// SPDX-License-Identifier: MIT
/// The keys of hardware, sensors and leds.
#include "config/keys.hpp"
#include "config/keys_kernel.hpp"
#include "config/values.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr unsigned last_line_offset = 65535;  // more than any chip has

WordsForm driver_names()
{
    WordsForm form;
    for (const auto& model : drivers())
        form.words.emplace_back(model.driver);
    return form;
}

/// The interval of the fastest driver.
Duration shortest_interval()
{
    return std::ranges::min(drivers(), {}, &Model::shortest_interval).shortest_interval;
}

void read_driver(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    reading.model = nullptr;
    reading.derived = {};
    reading.measures.clear();
    if (in.require("driver", reading.model, driver())) sensor.driver = reading.model->driver;
}

void read_address(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    const auto* const chip = reading.model != nullptr && reading.model->is_on_i2c() ? reading.model : nullptr;
    const bool given = in.option("address", sensor.where.address, chip_address(chip));
    if (chip != nullptr && !given) sensor.where.address = chip->default_address();
}

/// Whether the key has a valid value or its default.
bool is_known(const YamlSection& in, std::string_view key)
{
    return in.took(key) || !in.has(key);
}

void check_sensor(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    if (in.took("name")) reading.sensor_names.use(in, in.place_of("name"), "the name " + in_quotes(sensor.name));
    check_kernel_keys(in, sensor, reading);
    if (in.took("device")) reading.chips.use(in, in.place_of("device"), sensor.device);
    const bool is_on_i2c = reading.model != nullptr && reading.model->is_on_i2c();
    if (is_on_i2c && is_known(in, "address") && is_known(in, "bus"))
        reading.chips.use(in, in.place_of("address"), to_string(sensor.where));
}

/// Reads a line by name, or by chip and offset. Returns whether the line is known.
bool check_line(YamlSection& in)
{
    const bool chip = in.has("chip");
    const bool offset = in.has("offset");
    if (in.has("line") && !chip && !offset) return in.took("line");
    if (!in.has("line") && chip && offset) return in.took("chip") && in.took("offset");
    in.complain(chip || offset ? in.place_of_key(chip ? "chip" : "offset") : in.place(),
                "an LED needs line: GPIO17, or chip: /dev/gpiochip0 and offset: 17");
    return false;
}

void check_led(YamlSection& in, LedConfig& led, NodeReading& reading)
{
    if (in.took("name")) reading.led_names.use(in, in.place_of("name"), "the name " + in_quotes(led.name));
    if (check_line(in)) reading.lines.use(in, in.place_of(in.has("line") ? "line" : "offset"), to_string(led.where));
}

}  // namespace

NodeKeys<HardwareConfig> hardware_keys()
{
    NodeKeys<HardwareConfig> keys;
    keys.value("backend", &HardwareConfig::backend,
               one_of<Backend>({{"linux", Backend::linux_devices}, {"mock", Backend::mock}}),
               "This machine's own buses and lines, or emulated ones.");
    return keys;
}

NodeKeys<SensorConfig> sensor_keys()
{
    NodeKeys<SensorConfig> keys;
    keys.needed("name", &SensorConfig::name, path_segment(), "NAME in URIs.");
    keys.custom("driver", driver_names(), &read_driver, "The kind of chip, see coapnoded --list-drivers.").is_needed =
        true;
    keys.value(
        "bus", [](auto& sensor) -> auto& { return sensor.where.bus; }, device_path("/dev/i2c-1"),
        "/dev/i2c-1 is at pins 3 and 5 of a Raspberry Pi.");
    keys.custom("address", NumberForm{}, &read_address, "Such as 0x44. Default: the chip's factory setting.");
    add_kernel_keys(keys);
    keys.value("interval", &SensorConfig::interval, within(shortest_interval(), 1h),
               "The time from one sample to the next.")
        .example = "2m";
    add_refinement_keys(keys);
    keys.check(&check_sensor);
    return keys;
}

NodeKeys<LedConfig> led_keys()
{
    NodeKeys<LedConfig> keys;
    keys.needed("name", &LedConfig::name, path_segment(), "NAME in URIs.");
    keys.value(
            "line", [](auto& led) -> auto& { return led.where.line; }, line_name(),
            "The GPIO line by name, see gpioinfo.")
        .example = "GPIO17";
    keys.value(
            "chip", [](auto& led) -> auto& { return led.where.chip; }, device_path("/dev/gpiochip0"),
            "Together with offset, for a line that has no name.")
        .example = "/dev/gpiochip0";
    auto& offset = keys.value(
        "offset", [](auto& led) -> auto& { return led.where.offset; }, number(0, last_line_offset),
        "The line's number on its chip.");
    offset.default_value.clear();  // only valid together with chip
    offset.example = "17";
    keys.value("active_low", &LedConfig::active_low, boolean(), "true: the line is low while the LED is on.");
    keys.value("initial", &LedConfig::initial,
               one_of<InitialState>(
                   {{"off", InitialState::off}, {"on", InitialState::on}, {"restore", InitialState::restore}}),
               "The state of the LED when the daemon starts; restore: the state that it had when the daemon last ran. "
               "Not for a thermostat's output.");
    keys.value(
        "shutdown", &LedConfig::shutdown,
        one_of<ShutdownState>({{"off", ShutdownState::off}, {"on", ShutdownState::on}, {"keep", ShutdownState::keep}}),
        "The state of the LED when the daemon ends; keep: no change.");
    keys.one_of_groups({{"line"}, {"chip", "offset"}});
    keys.check(&check_led);
    return keys;
}

}  // namespace coapnode
