// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto place = "0x76 on /dev/i2c-1";

struct Chip {
    explicit Chip(const I2cScript& script, bool has_humidity = true)
        : bus{script, place}, driver{open_driver(has_humidity ? "bme280" : "bmp280", bus)}, sensor{*driver}
    {
    }

    ScriptedI2c bus;
    std::unique_ptr<Sensor> driver;
    Sensor& sensor;
};

const Error left_out{Errc::bad_value, "measurement skipped by the BME280 at 0x76 on /dev/i2c-1"};
const Error settings_lost{Errc::settings_lost, "settings lost by the BME280 at 0x76 on /dev/i2c-1"};
const Error impossible{Errc::bad_value, "impossible value from the BME280 at 0x76 on /dev/i2c-1"};
const Error still_measures{Errc::not_ready, "unfinished measurement of the BME280 at 0x76 on /dev/i2c-1"};
const Error still_resets{Errc::not_ready, "unfinished reset of the BME280 at 0x76 on /dev/i2c-1"};

}  // namespace

TEST_CASE("another chip is named, with the driver that fits, and left alone")
{
    struct Row {
        std::string id;
        bool has_humidity;
        std::string message;
    };
    const std::string chip = "the chip at 0x76 on /dev/i2c-1 is ";
    const Row rows[] = {
        {"58", true, chip + "a BMP280 (id 0x58), which has no humidity: use driver bmp280"},
        {"56", true, chip + "a BMP280 (id 0x56), which has no humidity: use driver bmp280"},
        {"57", true, chip + "a BMP280 (id 0x57), which has no humidity: use driver bmp280"},
        {"61", true, chip + "a BME680 (id 0x61), not a BME280"},
        {"55", true, chip + "a BMP180 (id 0x55), not a BME280"},
        {"61", false, chip + "a BME680 (id 0x61), not a BMP280"},
        {"55", false, chip + "a BMP180 (id 0x55), not a BMP280"},
        {"ff", true, chip + "unknown (id 0xff), not a BME280"},
        {"00", false, chip + "unknown (id 0x00), not a BMP280"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.id);
        Chip chip_under_test{twice(asks("d0", row.id)), row.has_humidity};
        CHECK(error_of(chip_under_test.sensor.reset()) == Error{Errc::wrong_chip, row.message});
    }
}

TEST_CASE("the driver without humidity takes each chip that has what it asks for")
{
    for (const auto& set_up :
         {bmp280_set_up("56"), bmp280_set_up("57"), bmp280_set_up("58"), bme280_set_up_without_humidity()}) {
        Chip chip{set_up + bmp280_sample(), false};
        CHECK(first_sample(chip.sensor));
        CHECK_FALSE(chip.sensor.doubt());
    }
}

TEST_CASE("a chip that still copies its calibration is asked again")
{
    Chip chip{twice(asks("d0", "60")) + I2cScript{writes("e0b6")} + twice(asks("f3", "01")) + twice(asks("f3", "09"))};
    REQUIRE(chip.sensor.reset());
    CHECK(error_of(chip.sensor.configure()) == still_resets);
    CHECK(error_of(chip.sensor.configure()) == still_resets);
    chip.bus.expect(twice(asks("f3", "00")) + I2cScript{writes("f5a0")} + asks_bme280_calibration());
    CHECK(chip.sensor.configure());
}

TEST_CASE("what a BME280 shows instead of a measurement")
{
    struct Row {
        std::string what;
        std::string status_and_settings;
        std::string values;
        Error error;
    };
    const std::string values{bme280_values};
    const Row rows[] = {
        {"measuring", "08 25 a0 00", values, still_measures},
        {"copying its calibration before it measures", "01 25 a0 00", values, still_measures},
        {"both", "09 25 a0 00", values, still_measures},
        {"all left out, after a loss of power", "00 00 00 00", "800000 800000 8000", settings_lost},
        {"the same, while it comes up", "01 00 00 00", "800000 800000 8000", settings_lost},
        {"settings lost, values still there", "00 00 00 00", values, settings_lost},
        {"lost before the measurement was begun", "00 24 00 00", values, settings_lost},
        {"pressure left out", "00 20 a0 00", "800000 817fb0 7913", settings_lost},
        {"temperature left out", "00 04 a0 00", "553380 800000 7913", settings_lost},
        {"another program's filter", "00 24 b0 00", values, settings_lost},
        {"settings there, but never measured", "00 24 a0 00", "800000 800000 8000", left_out},
        {"nobody drives the bus", "ff ff ff ff", "ffffff ffffff ffff", settings_lost},
        {"the bus gives back addresses", "f3 f4 f5 f6", "f7f8f9 fafbfc fdfe", settings_lost},
        {"all zero", "00 00 00 00", "000000 000000 0000", settings_lost},
        {"values all zero", "00 24 a0 00", "000000 000000 0000", impossible},
        {"too cold", "00 24 a0 00", "553380 100000 7913", impossible},
        {"too dense", "00 24 a0 00", "100000 817fb0 7913", impossible},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Chip chip{bme280_set_up() + bme280_sample(row.status_and_settings, row.values)};
        CHECK(error_of(first_sample(chip.sensor)) == row.error);
    }
}

TEST_CASE("the code of a channel that was left out is also measured now and then")
{
    struct Row {
        std::string values;
        Quantity quantity;
        std::int32_t from;
        std::int32_t to;
    };
    const Row rows[] = {
        {"553380 817fb0 8000", Quantity::humidity, 63'000, 64'000},
        {"553380 800000 7913", Quantity::temperature, 22'000, 23'000},
        {"800000 817fb0 7913", Quantity::pressure, 70'000'000, 71'000'000},  // high in the mountains
    };
    for (const auto& row : rows) {
        CAPTURE(row.values);
        Chip chip{bme280_set_up() + bme280_sample(bosch_kept, row.values)};
        const auto reading = first_sample(chip.sensor);
        REQUIRE(reading);
        const auto value = reading->get(row.quantity)->thousandths;
        CAPTURE(value);
        CHECK((value > row.from && value < row.to));
    }
}

TEST_CASE("each sample measures anew")
{
    Chip chip{bme280_set_up() + bme280_sample()};
    REQUIRE(first_sample(chip.sensor));
    chip.bus.expect(bme280_sample());
    CHECK(chip.sensor.start());
    CHECK(chip.sensor.collect());
}

TEST_CASE("probing reads the id and nothing else")
{
    struct Row {
        I2cStep step;
        Match bme280;
        Match bmp280;
    };
    const Row rows[] = {
        {asks("d0", "60"), Match::certain, Match::no},
        {asks("d0", "58"), Match::no, Match::certain},
        {asks("d0", "56"), Match::no, Match::certain},
        {asks("d0", "57"), Match::no, Match::certain},
        {asks("d0", "61"), Match::no, Match::no},
        {asks("d0", "55"), Match::no, Match::no},
        {asks("d0", "ff"), Match::no, Match::no},
        {asks("d0", "00"), Match::no, Match::no},
        {failing(asks("d0", "60"), Errc::no_answer), Match::no, Match::no},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{{row.step, row.step}};
        CHECK(find_model("bme280")->probe(bus) == row.bme280);
        CHECK(find_model("bmp280")->probe(bus) == row.bmp280);
    }
}
