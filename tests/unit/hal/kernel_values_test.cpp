// SPDX-License-Identifier: MIT
/// What the kernel's drivers show, and what it means. The numbers are those of their datasheets' vectors.
#include "hal/kernel/sysfs_sensors.hpp"

#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

#include <optional>

using namespace coapnode;

namespace {

constexpr Quantity all[]{Quantity::temperature, Quantity::humidity, Quantity::pressure};

Reading air(std::int32_t milli_celsius, std::optional<std::int32_t> milli_percent = {},
            std::optional<std::int32_t> milli_pascal = {})
{
    auto reading = Reading{}.with(Temperature::milli_celsius(milli_celsius));
    if (milli_percent) reading = reading.with(Humidity::milli_percent(*milli_percent));
    return milli_pascal ? reading.with(Pressure::milli_pascal(*milli_pascal)) : reading;
}

}  // namespace

TEST_CASE("processed values, and raw ones with scale and offset, in the units that each driver has")
{
    struct Row {
        std::string name;
        std::string driver;
        bool is_iio;
        SysTree::Files files;
        Reading reading;
    };
    for (const auto& row : {
             Row{"sht3x",
                 "sht3x",
                 false,
                 {{"temp1_input", "23730"}, {"humidity1_input", "62968"}},
                 air(23'730, 62'968)},
             Row{"lm75", "lm75", false, {{"temp1_input", "-500"}}, air(-500)},
             Row{"sht4x",
                 "sht4x",
                 false,
                 {{"temp1_input", "20000"}, {"humidity1_input", "104200"}},
                 air(20'000, 100'000)},
             Row{"bme280",
                 "bmp280",
                 true,
                 {{"in_temp_input", "24440"},
                  {"in_humidityrelative_input", "54177.734375"},
                  {"in_pressure_input", "99.621074218"}},
                 air(24'440, 54'178, 99'621'074)},
             Row{"bmp280",
                 "bmp280",
                 true,
                 {{"in_temp_input", "25080"}, {"in_pressure_input", "100.656"}},
                 air(25'080, {}, 100'656'000)},
             Row{"1-0040",
                 "hdc100x",
                 true,
                 {{"in_temp_raw", "26214"},
                  {"in_temp_offset", "-15887.515151"},
                  {"in_temp_scale", "2.517700195"},
                  {"in_humidityrelative_raw", "32768"},
                  {"in_humidityrelative_scale", "1.525878906"}},
                 air(25'999, 50'000)},
             Row{"tmp117", "tmp117", true, {{"in_temp_raw", "-128"}, {"in_temp_scale", "7.812500"}}, air(-1'000)},
             Row{"bme680",
                 "bme680_i2c",
                 true,
                 {{"in_temp_input", "22370"},
                  {"in_humidityrelative_input", "59.974000000"},
                  {"in_pressure_input", "100.103000000"}},
                 air(22'370, 59'974, 100'103'000)},
             Row{"hts221",
                 "hts221-i2c",
                 true,
                 {{"in_temp_raw", "767"},
                  {"in_temp_offset", "1218.75"},
                  {"in_temp_scale", "0.015996"},
                  {"in_humidityrelative_raw", "-12408"},
                  {"in_humidityrelative_offset", "2918"},
                  {"in_humidityrelative_scale", "-0.004984"}},
                 air(31'764, 47'298)},
             Row{"mpl3115",
                 "mpl3115",
                 true,
                 {{"in_temp_raw", "419"},
                  {"in_temp_scale", "0.062500"},
                  {"in_pressure_raw", "405300"},
                  {"in_pressure_scale", "0.000250"}},
                 air(26'188, {}, 101'325'000)},
         }) {
        CAPTURE(row.name);
        const SysTree tree;
        const auto chip = tree.chip("i2c", "1-0040", row.driver);
        auto files = row.files;
        files["name"] = row.name;
        row.is_iio ? tree.iio(chip, 0, files) : tree.hwmon(chip, 3, files);
        const SysfsSensors sensors{tree.root()};
        const auto found = sensors.find("1-0040");
        REQUIRE(found);
        const auto read = sensors.read("1-0040", found->quantities);
        REQUIRE_MESSAGE(read.has_value(), (read ? "" : read.error().message));
        CHECK(*read == row.reading);
        for (const auto quantity : all)
            CHECK(row.reading.get(quantity).has_value() == (std::ranges::count(found->quantities, quantity) == 1));
    }
}

TEST_CASE("what no air has is refused: a driver that has changed its unit, too")
{
    struct Row {
        std::string attribute;
        std::string text;
        bool is_good;
    };
    for (const auto& row : {
             Row{"in_temp_input", "-90000", true},
             Row{"in_temp_input", "-90001", false},
             Row{"in_temp_input", "200000", true},
             Row{"in_temp_input", "200001", false},
             Row{"in_temp_input", "9999999999999", false},
             Row{"in_temp_input", "nan", false},
             Row{"in_temp_input", "warm", false},
             Row{"in_temp_input", "", false},
             Row{"in_humidityrelative_input", "0", true},
             Row{"in_humidityrelative_input", "125000", true},
             Row{"in_humidityrelative_input", "125001", false},
             Row{"in_humidityrelative_input", "-10001", false},
             Row{"in_pressure_input", "101325", false},  // Pa in place of kPa
             Row{"in_pressure_input", "20", true},
             Row{"in_pressure_input", "19.9", false},
         }) {
        CAPTURE(row.attribute);
        CAPTURE(row.text);
        const SysTree tree;
        tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 0, {{"name", "bme280"}, {row.attribute, row.text}});
        const SysfsSensors sensors{tree.root()};
        CHECK(sensors.read("bme280", sensors.find("bme280")->quantities).has_value() == row.is_good);
    }
}

TEST_CASE("a DHT22: its driver's range, and two's complement of clones")
{
    for (const auto& [celsius, is_good] :
         {std::pair{"-40000", true}, {"-40100", false}, {"-3276100", false}, {"80000", true}, {"80100", false}}) {
        CAPTURE(celsius);
        const SysTree tree;
        tree.dht11(0, celsius, "45200");
        CHECK(SysfsSensors{tree.root()}.read("dht22", std::span{all}.first<2>()).has_value() == is_good);
    }
}

TEST_CASE("a DS18B20 is read where its bytes are, not in hwmon")
{
    const SysTree tree;
    tree.ds18b20("28-0316a27944d2", w1_slave_text("91 01 4b 46 7f ff 0c 10 70", "25062"));
    const SysfsSensors sensors{tree.root()};
    CHECK(sensors.read("28-0316a27944d2", std::span{all}.first<1>()) == air(25'062));
    CHECK(sensors.list().size() == 1);
    CHECK(sensors.find("28-0316a27944d2")->name == "ds18b20");
}
