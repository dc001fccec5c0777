// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto htu21d_place = "0x40 on /dev/i2c-1";
constexpr std::string_view htu21d_temperature = "6644f6";
constexpr std::string_view htu21d_humidity = "7c8297";

I2cScript htu21d_set_up()
{
    return twice(asks("e7", "02"));
}

/// Until the temperature is there.
I2cScript htu21d_first_half(std::string_view temperature)
{
    return htu21d_set_up() + I2cScript{writes("f3"), reads(temperature)};
}

I2cScript htu21d_sample(std::string_view temperature, std::string_view humidity)
{
    return htu21d_first_half(temperature) + I2cScript{writes("f5"), reads(humidity)};
}

Result<Reading> htu21d_reading(I2cDevice& bus)
{
    return first_sample(*open_driver("htu21d", bus), 2);
}

Error htu21d_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the HTU21D at " + htu21d_place};
}

const auto htu21d_checksum = htu21d_error(Errc::bad_checksum, "checksum error from");
const Error no_htu21d{Errc::wrong_chip, "the chip at " + std::string{htu21d_place} + " is not of type HTU21D"};

}  // namespace

TEST_CASE("words of the HTU21D decode to what page 15 of its datasheet says")
{
    struct Row {
        std::string_view temperature;
        std::string_view humidity;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"6644f6", "7c8297", 23'346, 54'791},  // the example of page 12
        {"68381e", "683a7c", 24'686, 44'888},  // the lowest two bits are no part of the value
        {"4e856b", "4e845a", 7'044, 32'338},   {"09fc3c", "0c462f", -39'997, 0},       // -0.011 %
        {"fa5cf5", "0c4e96", 124'998, 4},      {"6644f6", "d99ae5", 23'346, 100'000},  // 100.247 %
        {"6644f6", "fffe1c", 23'346, 100'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.temperature);
        ScriptedI2c bus{htu21d_sample(row.temperature, row.humidity), htu21d_place};
        CHECK(htu21d_reading(bus) == Reading{}
                                         .with(Temperature::milli_celsius(row.milli_celsius))
                                         .with(Humidity::milli_percent(row.milli_percent)));
    }
}

TEST_CASE("a temperature beyond the HTU21D's range is none")
{
    for (const auto* frame : {"000262", "09f8f8", "fa604d", "ffff2d"}) {
        CAPTURE(frame);
        ScriptedI2c bus{htu21d_first_half(frame), htu21d_place};
        CHECK(error_of(htu21d_reading(bus)) == htu21d_error(Errc::bad_value, "temperature beyond the range of"));
    }
}

TEST_CASE("zeros have a right checksum, and are no reading of an HTU21D")
{
    const auto zeros = htu21d_error(Errc::bad_value, "only zeros from");
    ScriptedI2c first{htu21d_first_half("000000"), htu21d_place};
    CHECK(error_of(htu21d_reading(first)) == zeros);
    ScriptedI2c second{htu21d_sample(htu21d_temperature, "000000"), htu21d_place};
    CHECK(error_of(htu21d_reading(second)) == zeros);
}

TEST_CASE("each bit of an HTU21D frame that is flipped gives a checksum error")
{
    for (const auto& frame : flipped_frames(htu21d_temperature)) {
        CAPTURE(frame);
        ScriptedI2c bus{htu21d_first_half(frame), htu21d_place};
        CHECK(error_of(htu21d_reading(bus)) == htu21d_checksum);
    }
    for (const auto& frame : flipped_frames(htu21d_humidity)) {
        CAPTURE(frame);
        ScriptedI2c bus{htu21d_sample(htu21d_temperature, frame), htu21d_place};
        CHECK(error_of(htu21d_reading(bus)) == htu21d_checksum);
    }
}

TEST_CASE("an HTU21D that measures is asked again for the same measurement")
{
    const auto unfinished = htu21d_error(Errc::not_ready, "unfinished measurement of");
    const auto busy = failing(reads(htu21d_temperature), Errc::no_answer);
    ScriptedI2c bus{htu21d_set_up() + I2cScript{writes("f3"), busy, busy}, htu21d_place};
    const auto driver = open_driver("htu21d", bus);
    CHECK(error_of(first_sample(*driver, 2)) == unfinished);
    bus.expect({reads(htu21d_temperature), writes("f5"), busy, reads(htu21d_humidity)});
    CHECK(error_of(driver->collect()) == unfinished);
    CHECK(error_of(driver->collect()) == unfinished);
    CHECK(driver->collect());
}

TEST_CASE("a sample of an HTU21D that failed halfway leaves nothing to the next one")
{
    ScriptedI2c bus{htu21d_sample(htu21d_temperature, "7c8296"), htu21d_place};
    const auto driver = open_driver("htu21d", bus);
    CHECK(error_of(first_sample(*driver, 2)) == htu21d_checksum);
    bus.expect({writes("f3"), reads("4e856b"), writes("f5"), reads(htu21d_humidity)});
    REQUIRE(driver->start());
    CHECK(collected(*driver, 2) ==
          Reading{}.with(Temperature::milli_celsius(7'044)).with(Humidity::milli_percent(54'791)));
}

TEST_CASE("the user register tells an HTU21D from another chip, and is brought to its state at power-on")
{
    struct Row {
        std::string_view found;
        std::string_view written;  ///< empty: nothing
        std::string_view kept;
        std::optional<Error> error;
        bool probed;
    };
    const Row rows[] = {
        {"02", "", "", {}, true},         {"3a", "", "", {}, true},  // reserved bits are set in many
        {"7a", "", "", {}, true},                                    // and the supply is low
        {"3e", "e63a", "3a", {}, false},                             // the heater is on
        {"03", "e602", "02", {}, false},  {"bb", "e63a", "3a", {}, false},  {"bb", "e63a", "bb", no_htu21d, false},
        {"00", "", "", no_htu21d, false}, {"38", "", "", no_htu21d, false}, {"ff", "", "", no_htu21d, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.found);
        auto script = twice(asks("e7", row.found));
        if (!row.written.empty()) script = script + I2cScript{writes(row.written)} + twice(asks("e7", row.kept));
        ScriptedI2c bus{script, htu21d_place};
        CHECK(error_of(open_driver("htu21d", bus)->reset()) == row.error);
        ScriptedI2c probed{{asks("e7", row.found)}, htu21d_place};
        CHECK((find_model("htu21d")->probe(probed) == Match::possible) == row.probed);
    }
}
