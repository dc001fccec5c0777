// SPDX-License-Identifier: MIT
/// Sensors that a driver of the kernel reads: device: and measures:.
#include "config/config_folder.hpp"

#include "coapnode/hal/kernel_sensors.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;
using Lines = std::vector<std::string>;

namespace {

std::string kernel_sensor_with(const std::string& keys)
{
    return "sensors:\n- {name: a, driver: kernel, " + keys + "}\n";
}

}  // namespace

TEST_CASE("what a kernel sensor measures is known from its name, or said")
{
    struct Row {
        std::string keys;
        std::string device;
        std::string measures;
    };
    const ConfigFolder folder;
    for (const auto& row : {
             Row{"device: dht22", "dht22", "temperature, humidity"},
             Row{"device: 28-0316a27944d2", "28-0316a27944d2", "temperature"},
             Row{"device: bme280", "bme280", "temperature, humidity, pressure"},
             Row{"device: bme280, measures: []", "bme280", "temperature, humidity, pressure"},
             Row{"device: bme280, measures: [pressure]", "bme280", "pressure"},
             Row{"device: 1-0076, measures: [pressure, temperature]", "1-0076", "temperature, pressure"},
             Row{"device: /sys/bus/i2c/devices/1-0076, measures: [humidity]", "/sys/bus/i2c/devices/1-0076",
                 "humidity"},
             Row{"device: greenhouse, measures: [temperature], calibration: {temperature: {offset: 1}}", "greenhouse",
                 "temperature"},
         }) {
        CAPTURE(row.keys);
        const auto config = folder.load(kernel_sensor_with(row.keys));
        REQUIRE(config);
        CHECK(config->sensors[0].device == row.device);
        CHECK(list_of(config->sensors[0].measures) == row.measures);
    }
}

TEST_CASE("mistakes about kernel sensors say what to write")
{
    struct Row {
        std::string keys;
        std::string told;
    };
    const ConfigFolder folder;
    for (const auto& row : {
             Row{"interval: 5s",
                 "2:3: driver kernel needs device: such as dht11 or 28-0316a27944d2 (coapnoded --probe)"},
             Row{"device: 1-0076",
                 "2:37: which quantities 1-0076 measures is not known: add measures: such as [temperature, humidity] "
                 "(coapnoded --probe prints it)"},
             Row{"device: dht22, address: 0x44",
                 "2:44: driver kernel finds its sensor by device: only, so remove this key"},
             Row{"device: dht22, bus: /dev/i2c-1",
                 "2:44: driver kernel finds its sensor by device: only, so remove this key"},
             Row{"device: 1-0076, measures: []",
                 "2:37: which quantities 1-0076 measures is not known: add measures: such as [temperature, humidity] "
                 "(coapnoded --probe prints it)"},
             Row{"device: dht22, measures: [humidity, humidity]", "2:65: humidity is listed twice"},
             Row{"device: dht22, measures: [humidty]",
                 "2:55: expected temperature, humidity or pressure, not 'humidty'; did you mean 'humidity'?"},
             Row{"device: dht22, calibration: {pressure: {offset: 1}}", "2:58: kernel does not measure pressure"},
             Row{"device: dht22, smoothing: {pressure: {median: 5}}", "2:56: kernel does not measure pressure"},
             Row{"device: 28-0316a27944d2, derived: [dew_point]",
                 "2:64: kernel does not measure humidity, which dew_point needs"},
             Row{"device: /dev/dht11",
                 "2:37: expected a name such as dht11, 28-0316a27944d2 or 1-0076, or a path below /sys, not "
                 "'/dev/dht11'"},
         }) {
        CAPTURE(row.keys);
        CHECK(folder.mistakes(kernel_sensor_with(row.keys)) == Lines{row.told});
    }
    CHECK(folder.mistakes("sensors:\n- {name: a, driver: sht3x, device: dht11}\n") ==
          Lines{"2:28: device: is only for driver kernel: remove it"});
    CHECK(folder.mistakes("sensors:\n- {name: a, driver: sht3x, measures: [humidity]}\n") ==
          Lines{"2:28: measures: is only for driver kernel: remove it"});
    CHECK(folder.mistakes("sensors:\n- {name: a, driver: kernel, device: dht11, measures: [humidity]}\nleds:\n"
                          "- {name: b, line: GPIO17}\nthermostat: {sensor: a, output: b}\n") ==
          Lines{"5:22: 'a' does not measure temperature"});
    CHECK(folder
              .mistakes(
                  "sensors:\n- {name: a, driver: kernel, device: dht11}\n- {name: b, driver: kernel, device: dht11}\n")
              .size() == 1);
}
