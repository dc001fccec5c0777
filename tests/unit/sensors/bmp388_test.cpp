// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

#include <optional>
#include <string>

using namespace coapnode;

namespace {

namespace of_bmp388 {

constexpr auto place = "0x76 on /dev/i2c-1";
constexpr std::string_view memory = "93236b5849f65cffcef42300ea636e79f3f6aa4312c4";  // its checksum comes first
constexpr std::string_view values = "979f6d 73d885";

I2cScript asks_calibration(std::string_view hex = memory)
{
    return {asks("30", hex.substr(0, 22)), asks("3b", hex.substr(22))};
}

I2cScript begins(std::string_view id = "50")
{
    return twice(asks("00", id)) + I2cScript{writes("7eb6")} + twice(asks("03", "10")) + I2cScript{writes("1c00")};
}

I2cScript sample(std::string_view counts = values, std::string_view settings = "0300")
{
    return I2cScript{writes("1b13")} + twice(asks("03", "70")) + twice(asks("04", counts)) +
           twice(asks("1b", settings));
}

std::string with_byte(std::size_t at, std::string_view digits)
{
    return std::string{memory}.replace(2 * at, 2, digits);
}

std::string said(std::string_view clause)
{
    return std::string{clause} + "BMP388 at " + place;
}

const Reading right = Reading{}.with(Temperature::milli_celsius(30'499)).with(Pressure::milli_pascal(100'876'006));

}  // namespace of_bmp388

}  // namespace

TEST_CASE("counts of a BMP388 and what they mean")
{
    using namespace of_bmp388;
    struct Row {
        std::string_view counts;
        std::optional<std::int32_t> milli_celsius;
        std::int32_t milli_pascal = 0;
    };
    const Row rows[] = {
        {values, 30'499, 100'876'006},
        {"979f60 73d885", 30'499, 114'705'462},
        {"979f6d 00d860", -11'812, 91'087'355},
        {"979f6d 00d8b0", 79'143, 112'031'833},
        {"000080 000080", 23'843, 80'133'081},  // after a reset, but they can also be measured
        {"000000 000000", {}},
        {"ffffff ffffff", {}},
        {"979f6d 73d800", {}},  // too cold
        {"979f6d 73d8ff", {}},  // too hot
        {"979fff 73d885", {}},  // too thin
        {"979f00 73d885", {}},  // too dense
    };
    for (const auto& [counts, milli_celsius, milli_pascal] : rows) {
        CAPTURE(counts);
        ScriptedI2c bus{begins() + asks_calibration() + sample(counts), place};
        const auto reading = first_sample(*open_driver("bmp388", bus));
        if (milli_celsius) {
            CHECK(
                reading ==
                Reading{}.with(Temperature::milli_celsius(*milli_celsius)).with(Pressure::milli_pascal(milli_pascal)));
        } else {
            CHECK(error_of(reading) == Error{Errc::bad_value, said("impossible value from the ")});
        }
    }
}

TEST_CASE("a BMP388's neighbours are named, with the driver that fits")
{
    using namespace of_bmp388;
    const std::string chip = "the chip at 0x76 on /dev/i2c-1 is ";
    for (const auto& [id, message] : {
             std::pair{"58", "a BMP280 (id 0x58), not a BMP388: use driver bmp280"},
             {"60", "a BME280 (id 0x60), not a BMP388: use driver bme280"},
             {"61", "a BME680 (id 0x61), not a BMP388: use driver bme680"},
             {"55", "a BMP180 (id 0x55), not a BMP388"},
             {"00", "unknown (id 0x00), not a BMP388"},
             {"ff", "unknown (id 0xff), not a BMP388"},
         }) {
        CAPTURE(id);
        ScriptedI2c bus{twice(asks("00", "40")) + twice(asks("d0", id)), place};
        CHECK(error_of(open_driver("bmp388", bus)->reset()) == Error{Errc::wrong_chip, chip + message});
    }
}

TEST_CASE("a BMP390 has its id where the BMP388 has it")
{
    using namespace of_bmp388;
    ScriptedI2c bus{begins("60") + asks_calibration() + sample(), place};
    CHECK(first_sample(*open_driver("bmp388", bus)) == right);
}

TEST_CASE("each wrong bit in a BMP388's calibration is seen, and it is read again")
{
    using namespace of_bmp388;
    const auto right_bytes = hex_bytes(memory);
    for (std::size_t bit = 0; bit < right_bytes.size() * 8; ++bit) {
        CAPTURE(bit);
        auto bytes = right_bytes;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        constexpr std::string_view digits = "0123456789abcdef";
        const std::string changed{digits[bytes[bit / 8] >> 4], digits[bytes[bit / 8] & 0xf]};
        ScriptedI2c bus{begins() + asks_calibration(with_byte(bit / 8, changed)) + asks_calibration() + sample(),
                        place};
        const auto driver = open_driver("bmp388", bus);
        REQUIRE(first_sample(*driver) == right);
        CHECK_FALSE(driver->doubt());
    }
}

TEST_CASE("a BMP388's calibration that stays without its checksum is used, and doubted")
{
    using namespace of_bmp388;
    const auto wrong = asks_calibration(with_byte(0, "00"));
    ScriptedI2c bus{begins() + wrong + wrong + sample(), place};
    const auto driver = open_driver("bmp388", bus);
    CHECK(first_sample(*driver) == right);
    CHECK(driver->doubt() ==
          Error{Errc::bad_value, said("the calibration of the ") + " does not fit its checksum, but is used"});
}

TEST_CASE("a BMP388's calibration that is none")
{
    using namespace of_bmp388;
    const auto a = asks_calibration(with_byte(0, "00"));
    const auto b = asks_calibration(with_byte(0, "01"));
    const auto zeros = asks_calibration(std::string(44, '0'));
    const auto ones = asks_calibration(std::string(44, 'f'));
    const auto echo = asks_calibration("303132333435363738393a3b3c3d3e3f404142434445");
    const Error dead{Errc::bus_io, said("no calibration data from the ")};
    const Error unlike{Errc::bad_checksum, said("each read gives a different calibration of the ")};
    for (const auto& [calibration, error] :
         {std::pair{a + b + a + b, unlike}, {zeros + zeros, dead}, {ones + ones, dead}, {echo + echo, dead}}) {
        ScriptedI2c bus{begins() + calibration, place};
        CHECK(error_of(first_sample(*open_driver("bmp388", bus))) == error);
    }
}

TEST_CASE("what a BMP388 shows instead of a measurement")
{
    using namespace of_bmp388;
    struct Row {
        std::string_view what;
        std::string_view status;
        std::string_view settings;
        Error error;
    };
    const Error lost{Errc::settings_lost, said("settings lost by the ")};
    const Error unfinished{Errc::not_ready, said("unfinished measurement of the ")};
    const Row rows[] = {
        {"measuring", "10", "1300", unfinished},
        {"pressure alone", "30", "0300", unfinished},
        {"temperature alone", "50", "1300", unfinished},
        {"both, but not asleep", "70", "1300", unfinished},
        {"reset", "10", "0002", lost},
        {"coming up", "00", "0002", lost},
        {"reset after both were there", "70", "0002", lost},
        {"reset, then started", "70", "0302", lost},
        {"no channel", "10", "0000", lost},
        {"zeros", "00", "0000", lost},
        {"ones", "ff", "ffff", lost},
        {"echo", "03", "1b1c", lost},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const bool is_ready = row.status == "70" || row.status == "ff";
        const auto reads_values = is_ready ? twice(asks("04", values)) : I2cScript{};
        ScriptedI2c bus{begins() + asks_calibration() + I2cScript{writes("1b13")} + twice(asks("03", row.status)) +
                            reads_values + twice(asks("1b", row.settings)),
                        place};
        CHECK(error_of(first_sample(*open_driver("bmp388", bus))) == row.error);
    }
}

TEST_CASE("a BMP388 that still resets is asked again")
{
    using namespace of_bmp388;
    ScriptedI2c bus{twice(asks("00", "50")) + I2cScript{writes("7eb6")} + twice(asks("03", "00")), place};
    const auto driver = open_driver("bmp388", bus);
    REQUIRE(driver->reset());
    CHECK(error_of(driver->configure()) == Error{Errc::not_ready, said("unfinished reset of the ")});
}

TEST_CASE("a BMP388 is found by its id and the checksum of its calibration")
{
    using namespace of_bmp388;
    struct Row {
        I2cScript script;
        Match match;
    };
    const Row rows[] = {
        {I2cScript{asks("00", "60")} + asks_calibration(), Match::certain},
        {I2cScript{asks("00", "50")} + asks_calibration(with_byte(0, "92")), Match::no},  // a DPS310's pressure
        {{asks("00", "58")}, Match::no},
        {{failing(asks("00", "50"), Errc::no_answer)}, Match::no},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{row.script};
        CHECK(find_model("bmp388")->probe(bus) == row.match);
    }
}
