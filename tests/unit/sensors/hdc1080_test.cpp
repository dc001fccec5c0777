// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto hdc1080_place = "0x40 on /dev/i2c-1";
constexpr std::string_view hdc1080_settings = "0100";

I2cScript hdc1080_set_up(std::string_view device = "1050")
{
    return twice(asks("ff", device)) + twice(asks("fe", "5449")) + I2cScript{writes("020100")};
}

I2cScript hdc1080_sample(std::string_view temperature, std::string_view humidity,
                         std::string_view settings = hdc1080_settings)
{
    return I2cScript{writes("00")} + twice(reads(temperature)) + I2cScript{writes("01")} + twice(reads(humidity)) +
           twice(asks("02", settings));
}

Result<Reading> hdc1080_reading(const I2cScript& script)
{
    ScriptedI2c bus{script, hdc1080_place};
    return first_sample(*open_driver("hdc1080", bus), 2);
}

Error hdc1080_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the HDC1080 at " + hdc1080_place};
}

Reading hdc1080_air(std::int32_t milli_celsius, std::int32_t milli_percent)
{
    return Reading{}.with(Temperature::milli_celsius(milli_celsius)).with(Humidity::milli_percent(milli_percent));
}

}  // namespace

TEST_CASE("words of the HDC1080 decode to what sections 8.6.1 and 8.6.2 say")
{
    struct Row {
        std::string_view temperature;
        std::string_view humidity;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"6664", "8000", 25'994, 50'000}, {"6668", "7fe0", 26'004, 49'951},  {"8000", "0020", 42'500, 49},
        {"0000", "0000", -40'000, 0},     {"fffc", "ffe0", 124'990, 99'951},
    };
    for (const auto& row : rows) {
        CAPTURE(row.temperature);
        CHECK(hdc1080_reading(hdc1080_set_up() + hdc1080_sample(row.temperature, row.humidity)) ==
              hdc1080_air(row.milli_celsius, row.milli_percent));
    }
}

TEST_CASE("the lowest two bits of a word of the HDC1080 are 0")
{
    const auto impossible = hdc1080_error(Errc::bad_value, "impossible value from");
    for (const auto* word : {"6665", "6666", "6667", "ffff"}) {
        CAPTURE(word);
        CHECK(error_of(hdc1080_reading(hdc1080_set_up() + I2cScript{writes("00")} + twice(reads(word)))) == impossible);
        const auto first = I2cScript{writes("00")} + twice(reads("6664")) + I2cScript{writes("01")};
        CHECK(error_of(hdc1080_reading(hdc1080_set_up() + first + twice(reads(word)))) == impossible);
    }
}

TEST_CASE("two reads of a conversion of the HDC1080 agree, or the second one gives nothing")
{
    struct Row {
        std::string_view what;
        I2cStep again;
        bool is_believed;
    };
    const Row rows[] = {
        {"the same", reads("6664"), true},
        {"nobody drives it", reads("ffff"), true},
        {"not acknowledged", failing(reads("6664"), Errc::no_answer), true},
        {"another bit", reads("6660"), false},
        {"zeros", reads("0000"), false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        auto script = hdc1080_set_up() + I2cScript{writes("00"), reads("6664"), row.again};
        if (row.is_believed)
            script = script + I2cScript{writes("01")} + twice(reads("8000")) + twice(asks("02", hdc1080_settings));
        const auto reading = hdc1080_reading(script);
        if (row.is_believed) {
            CHECK(reading == hdc1080_air(25'994, 50'000));
        } else {
            CHECK(error_of(reading) == hdc1080_error(Errc::bad_checksum, "two different reads from"));
        }
    }
}

TEST_CASE("an HDC1080 that was reset behind our back is not believed")
{
    struct Row {
        std::string_view settings;
        std::optional<Error> error;
    };
    const auto lost = hdc1080_error(Errc::settings_lost, "settings lost by");
    const Row rows[] = {
        {"0100", {}},   {"0900", {}},    // its supply is below 2.8 V
        {"1000", lost}, {"2100", lost},  // another program switched the heater on
        {"0000", lost}, {"ffff", lost},
    };
    for (const auto& row : rows) {
        CAPTURE(row.settings);
        CHECK(error_of(hdc1080_reading(hdc1080_set_up() + hdc1080_sample("6664", "8000", row.settings))) == row.error);
    }
}

TEST_CASE("an HDC1080 that converts is asked again for the same conversion")
{
    const auto unfinished = hdc1080_error(Errc::not_ready, "unfinished measurement of");
    const auto busy = failing(reads("6664"), Errc::no_answer);
    ScriptedI2c bus{hdc1080_set_up() + I2cScript{writes("00"), busy, busy}, hdc1080_place};
    const auto driver = open_driver("hdc1080", bus);
    CHECK(error_of(first_sample(*driver, 2)) == unfinished);
    bus.expect(twice(reads("6664")) + I2cScript{writes("01"), busy} + twice(reads("8000")) +
               twice(asks("02", hdc1080_settings)));
    CHECK(error_of(driver->collect()) == unfinished);
    CHECK(error_of(driver->collect()) == unfinished);
    CHECK(driver->collect() == hdc1080_air(25'994, 50'000));
}

TEST_CASE("an HDC1080 is known by both of its ids")
{
    CHECK(hdc1080_reading(hdc1080_set_up("1000") + hdc1080_sample("6664", "8000")));  // an HDC1008
    const Error other{Errc::wrong_chip, "the chip at " + std::string{hdc1080_place} + " is not of type HDC1080"};
    struct Ids {
        std::string_view device;
        std::string_view maker;  ///< empty: it is not asked for
    };
    const Ids strangers[] = {
        {"8305", ""},  // a CHT8305
        {"07d0", ""},  // an HDC2080
        {"1051", ""}, {"0000", ""}, {"1050", "5448"}, {"1000", "0000"},
    };
    for (const auto& [device, maker] : strangers) {
        I2cScript script{asks("ff", device)};
        if (!maker.empty()) script.push_back(asks("fe", maker));
        I2cScript doubled;
        for (const auto& step : script)
            doubled = doubled + twice(step);
        CHECK(error_of(hdc1080_reading(doubled)) == other);
        ScriptedI2c probed{script, hdc1080_place};
        CHECK(find_model("hdc1080")->probe(probed) == Match::no);
    }
}
