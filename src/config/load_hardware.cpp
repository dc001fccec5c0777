// SPDX-License-Identifier: MIT
/// What hangs on the node: hardware, sensors, leds.
#include "config/load_parts.hpp"

#include "coapnode/sensors/models.hpp"

namespace coapnode {

namespace {

constexpr unsigned last_line_offset = 65535;  // more than any chip has

/// Whether the address is known: given and right, or the driver's default.
bool load_address(YamlSection& in, std::uint8_t& address, const Model* model)
{
    const bool given = in.option("address", address, chip_address(model));
    if (model == nullptr || (in.has("address") && !given)) return false;
    if (!given) address = model->default_address();
    return true;
}

void load_calibration(YamlSection in, Calibration& calibration, const SensorConfig& sensor, const Model* model)
{
    for (const auto quantity : all_quantities) {
        const auto name = name_of(quantity);
        auto correction = in.section(name, "an offset such as {offset: -0.4}");
        if (!correction) continue;
        correction->require("offset", calibration.offset[static_cast<std::size_t>(quantity)],
                            calibration_offset(quantity));
        correction->reject_unknown();
        if (model == nullptr || model->measures(quantity)) continue;
        in.complain(in.place_of_key(name), sensor.driver + " does not measure " + std::string{name});
    }
    in.reject_unknown();
}

struct Used {
    Once names;
    Once places;
};

SensorConfig load_sensor(YamlSection& in, Used& used)
{
    SensorConfig sensor;
    if (in.require("name", sensor.name, path_segment())) {
        used.names.use(in, in.place_of("name"), "the name " + in_quotes(sensor.name));
    }
    const Model* model = nullptr;
    if (in.require("driver", model, driver())) sensor.driver = model->driver;
    const bool on_bus = in.option("bus", sensor.where.bus, device_path("/dev/i2c-1")) || !in.has("bus");
    if (load_address(in, sensor.where.address, model) && on_bus) {
        used.places.use(in, in.place_of("address"), to_string(sensor.where));
    }
    in.option("interval", sensor.interval, within(1s, 1h));
    if (auto calibration = in.section("calibration", "quantities such as temperature: {offset: -0.4}")) {
        load_calibration(*calibration, sensor.calibration, sensor, model);
    }
    in.reject_unknown();
    return sensor;
}

/// By name, or by chip and offset. Whether the line is known.
bool load_line(YamlSection& in, LineAddress& where)
{
    const bool named = in.option("line", where.line, line_name());
    const bool on_chip = in.option("chip", where.chip, device_path("/dev/gpiochip0"));
    const bool counted = in.option("offset", where.offset, number(0, last_line_offset));
    const bool chip = in.has("chip");
    const bool offset = in.has("offset");
    if (in.has("line") && !chip && !offset) return named;
    if (!in.has("line") && chip && offset) return on_chip && counted;
    in.complain(chip || offset ? in.place_of_key(chip ? "chip" : "offset") : in.place(),
                "an LED is at line: GPIO17, or at chip: /dev/gpiochip0 with offset: 17");
    return false;
}

LedConfig load_led(YamlSection& in, Used& used)
{
    LedConfig led;
    if (in.require("name", led.name, path_segment())) {
        used.names.use(in, in.place_of("name"), "the name " + in_quotes(led.name));
    }
    if (load_line(in, led.where)) {
        used.places.use(in, in.place_of(in.has("line") ? "line" : "offset"), to_string(led.where));
    }
    in.option("active_low", led.active_low, boolean());
    in.option("initial", led.initial,
              one_of<InitialState>(
                  {{"off", InitialState::off}, {"on", InitialState::on}, {"restore", InitialState::restore}}));
    in.option(
        "shutdown", led.shutdown,
        one_of<ShutdownState>({{"off", ShutdownState::off}, {"on", ShutdownState::on}, {"keep", ShutdownState::keep}}));
    in.reject_unknown();
    return led;
}

}  // namespace

void load_hardware(YamlSection in, HardwareConfig& hardware)
{
    in.option("backend", hardware.backend,
              one_of<Backend>({{"linux", Backend::linux_devices}, {"mock", Backend::mock}}));
    in.reject_unknown();
}

void load_sensors(std::vector<YamlSection> list, std::vector<SensorConfig>& sensors)
{
    Used used;
    for (auto& item : list)
        sensors.push_back(load_sensor(item, used));
}

void load_leds(std::vector<YamlSection> list, std::vector<LedConfig>& leds)
{
    Used used;
    for (auto& item : list)
        leds.push_back(load_led(item, used));
}

}  // namespace coapnode
