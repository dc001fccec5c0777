// SPDX-License-Identifier: MIT
// Which calibrations a BME280's or BMP280's driver takes.
#include "sensors/bosch_calibration.hpp"

#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto place = "0x76 on /dev/i2c-1";

BoschDump bme280_dump()
{
    BoschDump dump;
    std::ranges::copy(hex_bytes(bme280_low), dump.low.begin());
    std::ranges::copy(hex_bytes(bme280_high), dump.high.begin());
    dump.checksum = 0x80;
    return dump;
}

/// Of the BMP280 datasheet, section 3.12.
const BoschCalibration bmp280{27504, 26435,  -1000, 36477, -10685, 3024, 2855, 140, -7,
                              15500, -14600, 6000,  0,     0,      0,    0,    0,   0};

std::string with(std::string_view hex, std::size_t at, std::string_view digits)
{
    std::string changed{hex};
    std::erase(changed, ' ');
    return changed.replace(2 * at, digits.size(), digits);
}

const std::string no_temperature = with(bme280_low, 0, "000000000000");  // T1..T3
const std::string wrong_p1 = with(bme280_low, 6, "b8");                  // a8 with a wrong bit
const Reading right_reading = Reading{}
                                  .with(Temperature::milli_celsius(24'436))
                                  .with(Humidity::milli_percent(54'178))
                                  .with(Pressure::milli_pascal(99'621'074));

}  // namespace

TEST_CASE("the checksum of a BME280 holds each bit of its calibration")
{
    REQUIRE(fits_checksum(bme280_dump()));
    for (std::size_t bit = 0; bit < 26 * 8; ++bit) {
        CAPTURE(bit);
        auto dump = bme280_dump();
        dump.low[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(fits_checksum(dump));
    }
    for (std::size_t bit = 0; bit < 8 * 8; ++bit) {
        CAPTURE(bit);
        auto dump = bme280_dump();
        auto& byte = bit / 8 < 7 ? dump.high[bit / 8] : dump.checksum;
        byte ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK_FALSE(fits_checksum(dump));
    }
}

TEST_CASE("Bosch's limits of a calibration, and one past each")
{
    struct Row {
        std::string_view name;
        void (*set)(BoschCalibration& calibration, int value);
        int least;
        int most;
    };
    // clang-format off
    const Row rows[] = {
        {"T1", [](BoschCalibration& c, int v) { c.t1 = static_cast<std::uint16_t>(v); }, 19'000, 35'000},
        {"T2", [](BoschCalibration& c, int v) { c.t2 = static_cast<std::int16_t>(v); }, 22'000, 30'000},
        {"T3", [](BoschCalibration& c, int v) { c.t3 = static_cast<std::int16_t>(v); }, -3'000, 1'000},
        {"P1", [](BoschCalibration& c, int v) { c.p1 = static_cast<std::uint16_t>(v); }, 30'000, 42'000},
        {"P2", [](BoschCalibration& c, int v) { c.p2 = static_cast<std::int16_t>(v); }, -12'970, -8'000},
        {"P3", [](BoschCalibration& c, int v) { c.p3 = static_cast<std::int16_t>(v); }, -5'000, 8'000},
        {"P4", [](BoschCalibration& c, int v) { c.p4 = static_cast<std::int16_t>(v); }, -10'000, 18'000},
        {"P5", [](BoschCalibration& c, int v) { c.p5 = static_cast<std::int16_t>(v); }, -500, 1'100},
        {"P6", [](BoschCalibration& c, int v) { c.p6 = static_cast<std::int16_t>(v); }, -1'000, 1'000},
        {"P8", [](BoschCalibration& c, int v) { c.p8 = static_cast<std::int16_t>(v); }, -30'000, 10'000},
        {"P9", [](BoschCalibration& c, int v) { c.p9 = static_cast<std::int16_t>(v); }, -10'000, 30'000},
    };
    // clang-format on
    CHECK(is_plausible(bmp280));
    for (const auto& row : rows) {
        CAPTURE(row.name);
        for (const auto& [value, fits] :
             {std::pair{row.least, true}, {row.most, true}, {row.least - 1, false}, {row.most + 1, false}}) {
            auto changed = bmp280;
            row.set(changed, value);
            CHECK(is_plausible(changed) == fits);
        }
    }
}

TEST_CASE("calibrations of chips that are in use are plausible")
{
    const BoschCalibration known[] = {
        {28268, 26231, 50, 37544, -10969, 3024, 6255, -54, -7, 9900, -10230, 4285, 0, 0, 0, 0, 0, 0},
        {27936, 26726, 50, 38285, -10543, 3024, 8470, -110, -7, 15500, -14600, 6000, 0, 0, 0, 0, 0, 0},
        {27631, 26030, -1000, 37784, -10731, 3024, 5610, 146, -7, 15500, -14600, 6000, 0, 0, 0, 0, 0, 0},
    };
    for (const auto& calibration : known)
        CHECK(is_plausible(calibration));
}

TEST_CASE("a BME280's calibration that one read spoilt is read again")
{
    const I2cScript scripts[] = {
        asks_bme280_calibration(wrong_p1) + asks_bme280_calibration(),
        asks_bme280_calibration(no_temperature) + asks_bme280_calibration(),
        asks_bme280_calibration(bme280_low, "65 01 00 14 0b 00 1f 80") + asks_bme280_calibration(),
        asks_bme280_calibration(bme280_low, "65 01 00 14 0b 00 1e 81") + asks_bme280_calibration(),
        asks_bme280_calibration(wrong_p1) + asks_bme280_calibration(no_temperature) + asks_bme280_calibration(),
    };
    for (const auto& calibration : scripts) {
        ScriptedI2c bus{bosch_reset("60") + calibration + bme280_sample(), place};
        const auto driver = open_driver("bme280", bus);
        auto& sensor = *driver;
        CHECK(first_sample(sensor) == right_reading);
        CHECK_FALSE(sensor.doubt());
    }
}

TEST_CASE("a BME280's calibration that stays without its checksum is used, and doubted")
{
    const auto wrong = asks_bme280_calibration(bme280_low, "65 01 00 14 0b 00 1e 00");
    ScriptedI2c bus{bosch_reset("60") + wrong + wrong + bme280_sample(), place};
    const auto driver = open_driver("bme280", bus);
    auto& sensor = *driver;
    CHECK(first_sample(sensor) == right_reading);
    CHECK(sensor.doubt() ==
          Error{Errc::bad_value,
                "the calibration of the BME280 at 0x76 on /dev/i2c-1 does not fit its checksum, but is used"});

    bus.expect(bme280_set_up());
    CHECK(sensor.reset());
    CHECK(sensor.configure());
    CHECK_MESSAGE(!sensor.doubt(), "it fits now");
}

TEST_CASE("a calibration that makes no sense is refused")
{
    const std::string dead{"no calibration data from the BME280 at 0x76 on /dev/i2c-1"};
    const std::string senseless{"an invalid calibration in the BME280 at 0x76 on /dev/i2c-1"};
    struct Row {
        std::string low;
        std::string high_and_checksum;
        Error error;
    };
    const Row rows[] = {
        {std::string(52, '0'), "0000000000000000", {Errc::bus_io, dead}},
        {std::string(52, 'f'), "ffffffffffffffff", {Errc::bus_io, dead}},
        {"88898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1", "e1e2e3e4e5e6e7e8", {Errc::bus_io, dead}},
        {std::string(48, '0') + "004b", std::string{bme280_high_and_checksum}, {Errc::bus_io, dead}},
        {no_temperature, std::string{bme280_high_and_checksum}, {Errc::bad_value, senseless}},
        {with(bme280_low, 6, "0000"), std::string{bme280_high_and_checksum}, {Errc::bad_value, senseless}},  // P1
    };
    for (const auto& row : rows) {
        CAPTURE(row.low);
        const auto calibration = asks_bme280_calibration(row.low, row.high_and_checksum);
        ScriptedI2c bus{bosch_reset("60") + calibration + calibration, place};
        const auto driver = open_driver("bme280", bus);
        auto& sensor = *driver;
        CHECK(error_of(first_sample(sensor)) == row.error);
    }
}

TEST_CASE("a BMP280's calibration must come twice, and within Bosch's limits")
{
    const auto right = asks_low_calibration(bmp280_low);
    const auto spoilt = asks_low_calibration(with(bmp280_low, 6, "6d"));  // P1
    const auto no_temperature_of_bmp280 = asks_low_calibration(with(bmp280_low, 0, "000000000000"));
    struct Row {
        I2cScript calibration;
        std::optional<Errc> error;
    };
    const Row rows[] = {
        {right + right, {}},
        {spoilt + right + right, {}},
        {right + spoilt + right + right, {}},
        {right + spoilt + right + spoilt, Errc::bad_checksum},
        {no_temperature_of_bmp280 + no_temperature_of_bmp280, Errc::bad_value},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{bosch_reset("58") + row.calibration, place};
        const auto driver = open_driver("bmp280", bus);
        auto& sensor = *driver;
        REQUIRE(sensor.reset());
        const auto configured = sensor.configure();
        CHECK(configured.has_value() == !row.error);
        if (row.error) CHECK(configured.error() == *row.error);
        CHECK_FALSE(sensor.doubt());
    }
}
