// SPDX-License-Identifier: MIT
/// How a sensor of the kernel is found: by all its names, and wherever its number has gone.
#include "hal/kernel/sysfs_sensors.hpp"

#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr Quantity temperature[]{Quantity::temperature};

std::string told(const SysfsSensors& sensors, const std::string& device)
{
    const auto found = sensors.find(device);
    return found ? found->device + ' ' + found->name + ' ' + list_of(found->quantities) : found.error().message;
}

}  // namespace

TEST_CASE("a sensor by its address, its name, its label, its path")
{
    const SysTree tree;
    const auto chip = tree.chip("i2c", "1-0076", "bmp280");
    tree.iio(chip, 1,
             {{"name", "bme280"}, {"label", "greenhouse"}, {"in_temp_input", "1"}, {"in_humidityrelative_input", "1"}});
    tree.hwmon(tree.chip("i2c", "1-0044", "sht3x"), 3, {{"name", "sht3x"}, {"temp1_input", "1"}});
    tree.hwmon(tree.root() / "devices/virtual/thermal/thermal_zone0", 0,
               {{"name", "cpu_thermal"}, {"temp1_input", "1"}});
    tree.dht11(0, "21500", "45200");
    const SysfsSensors sensors{tree.root()};
    for (const std::string name : {"1-0076", "bme280", "greenhouse", "/sys/bus/i2c/devices/1-0076",
                                   "/sys/bus/iio/devices/iio:device1", "/sys/devices/i2c/1-0076/iio:device1"}) {
        CAPTURE(name);
        CHECK(told(sensors, name) == "1-0076 bme280 temperature, humidity");
    }
    for (const std::string name : {"dht11", "dht22", "dht11@0", "dht11@4", "am2302"}) {
        CAPTURE(name);
        CHECK(told(sensors, name) == "dht11@4 dht11@0 temperature, humidity");
    }
    CHECK(told(sensors, "1-0044") == "1-0044 sht3x temperature");
    CHECK(told(sensors, "cpu_thermal") == "cpu_thermal cpu_thermal temperature");
    CHECK_MESSAGE(sensors.list().size() == 3, "the processor is no sensor of a room");
}

TEST_CASE("what is not there is told with what it needs")
{
    const SysTree tree;
    const SysfsSensors sensors{tree.root()};
    const std::string file = " in /boot/firmware/config.txt?)";
    for (const auto& [device, overlay] : {
             std::pair{"dht22", "dtoverlay=dht11,gpiopin=4"},
             {"28-0316a27944d2", "dtoverlay=w1-gpio"},
             {"ds18b20", "dtoverlay=w1-gpio"},
             {"bme280", "dtoverlay=i2c-sensor,bme280"},
             {"1-0076", "its dtoverlay"},
             {"greenhouse", "its dtoverlay"},
             {"/sys/bus/i2c/devices/1-0076", "its dtoverlay"},
         }) {
        const auto found = sensors.find(device);
        REQUIRE_FALSE(found);
        CHECK(found.error() == Errc::sensor_missing);
        CHECK(found.error().message == "no kernel sensor \"" + std::string{device} + "\" (is " + overlay + file);
    }
    CHECK(sensors.list().empty());
}

TEST_CASE("a name that fits two chips names none")
{
    const SysTree tree;
    tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 0, {{"name", "bme280"}, {"in_temp_input", "1000"}});
    tree.iio(tree.chip("i2c", "1-0077", "bmp280"), 1, {{"name", "bme280"}, {"in_temp_input", "2000"}});
    const SysfsSensors sensors{tree.root()};
    const auto found = sensors.find("bme280");
    REQUIRE_FALSE(found);
    CHECK(found.error() == Errc::wrong_chip);
    CHECK(found.error().message == "2 kernel sensors are called \"bme280\": write device: 1-0076 or 1-0077");
    CHECK(sensors.read("1-0077", temperature)->get(Quantity::temperature)->thousandths == 2'000);
}

TEST_CASE("a sensor that was pulled is gone, and found again under another number")
{
    const SysTree tree;
    const SysfsSensors sensors{tree.root()};
    const auto plug_in = [&](int number) {
        const auto chip = tree.chip("i2c", "1-0044", "sht3x");
        tree.hwmon(chip, number, {{"name", "sht3x"}, {"temp1_input", std::to_string(1'000 * number)}});
        return chip;
    };
    auto chip = plug_in(3);
    for (int round = 4; round < 20; ++round) {
        REQUIRE(sensors.read("1-0044", temperature));
        tree.remove(chip);
        CHECK(sensors.read("1-0044", temperature).error() == Errc::sensor_missing);
        chip = plug_in(round);
        CHECK(sensors.read("1-0044", temperature)->get(Quantity::temperature)->thousandths == 1'000 * round);
        CHECK(sensors.read("sht3x", temperature).has_value());
    }
}

TEST_CASE("which kernel driver has an address")
{
    const SysTree tree;
    tree.chip("i2c", "1-0076", "bmp280");
    tree.chip("i2c", "1-0050", "");
    const SysfsSensors sensors{tree.root()};
    CHECK(sensors.owner_of({"/dev/i2c-1", 0x76}) == "bmp280");
    CHECK(sensors.owner_of({"/dev/i2c-1", 0x50}) == std::nullopt);
    CHECK(sensors.owner_of({"/dev/i2c-2", 0x76}) == std::nullopt);
    CHECK(sensors.owner_of({"/dev/sensors", 0x76}) == std::nullopt);
}

TEST_CASE("a 1-Wire thermometer by its number, or by its chip if it is alone")
{
    const SysTree tree;
    tree.ds18b20("28-0316a27944d2", "");
    const SysfsSensors sensors{tree.root()};
    for (const std::string name : {"28-0316a27944d2", "ds18b20", "max31820"})
        CHECK(told(sensors, name) == "28-0316a27944d2 ds18b20 temperature");
    tree.ds18b20("28-0316a27944d3", "");
    CHECK(told(sensors, "ds18b20") ==
          "2 kernel sensors are called \"ds18b20\": write device: 28-0316a27944d2 or 28-0316a27944d3");
}
