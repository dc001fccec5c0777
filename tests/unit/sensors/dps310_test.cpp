// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto dps310_place = "0x77 on /dev/i2c-1";
constexpr std::string_view dps310_coefficients = "0e1edd13ca5f2152f9c604d1db47005bfb3a";

I2cScript dps310_set_up(std::string_view coefficients = dps310_coefficients)
{
    return twice(asks("0d", "10")) + I2cScript{writes("0c09")} + twice(asks("08", "c0")) +
           twice(asks("10", coefficients)) + twice(asks("28", "80")) + twice(asks("32", "02")) +
           I2cScript{writes("0603"), writes("0780")};
}

I2cScript dps310_temperature(std::string_view data = "0269a6")
{
    return I2cScript{writes("0802")} + twice(asks("06", "0380e0")) + twice(asks("03", data));
}

I2cScript dps310_pressure(std::string_view data)
{
    return I2cScript{writes("0801")} + twice(asks("06", "0380d0")) + twice(asks("00", data));
}

Error dps310_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the DPS310 at " + dps310_place};
}

Result<Reading> dps310_sample(const I2cScript& script)
{
    ScriptedI2c bus{script, dps310_place};
    return first_sample(*open_driver("dps310", bus), 2);
}

}  // namespace

TEST_CASE("raw values of the DPS310 are compensated as section 4.9 says")
{
    const auto reading = dps310_sample(dps310_set_up() + dps310_temperature() + dps310_pressure("e4cef2"));
    CHECK(reading == Reading{}.with(Temperature::milli_celsius(24'738)).with(Pressure::milli_pascal(92'946'311)));
}

TEST_CASE("values beyond the DPS310's range are none")
{
    struct Row {
        std::string_view temperature;
        std::string_view pressure;
        std::string_view clause;
    };
    const Row rows[] = {
        {"700000", "e4cef2", "temperature beyond the range of"},
        {"900000", "e4cef2", "temperature beyond the range of"},
        {"0269a6", "7fffff", "pressure beyond the range of"},
        {"0269a6", "800001", "pressure beyond the range of"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.temperature);
        CAPTURE(row.pressure);
        CHECK(error_of(dps310_sample(dps310_set_up() + dps310_temperature(row.temperature) +
                                     dps310_pressure(row.pressure))) == dps310_error(Errc::bad_value, row.clause));
    }
}

TEST_CASE("a DPS310 that was reset since it was set up is seen at each step")
{
    const auto lost = dps310_error(Errc::settings_lost, "settings lost by");
    const I2cScript starts{writes("0802")};
    const I2cScript rows[] = {
        starts + twice(asks("06", "0000c0")),
        starts + twice(asks("06", "0300e0")),
        dps310_temperature("800000"),
        dps310_temperature() + I2cScript{writes("0801")} + twice(asks("06", "0080d0")),
        dps310_temperature() + dps310_pressure("800000"),
    };
    for (const auto& script : rows)
        CHECK(error_of(dps310_sample(dps310_set_up() + script)) == lost);
}

TEST_CASE("a DPS310 that still measures, or still starts, is asked again")
{
    ScriptedI2c bus{dps310_set_up() + I2cScript{writes("0802")} + twice(asks("06", "0380c0")), dps310_place};
    const auto driver = open_driver("dps310", bus);
    CHECK(error_of(first_sample(*driver)) == dps310_error(Errc::not_ready, "unfinished measurement of"));
    for (const auto* const status : {"00", "40", "80"}) {
        ScriptedI2c starting{twice(asks("0d", "10")) + I2cScript{writes("0c09")} + twice(asks("08", status)),
                             dps310_place};
        const auto early = open_driver("dps310", starting);
        REQUIRE(early->reset());
        CHECK(error_of(early->configure()) == dps310_error(Errc::not_ready, "unfinished reset of"));
    }
}

TEST_CASE("coefficients of a DPS310 that nobody sends are not used")
{
    for (const auto* const coefficients :
         {"000000000000000000000000000000000000", "ffffffffffffffffffffffffffffffffffff",
          "101112131415161718191a1b1c1d1e1f2021"}) {
        CAPTURE(coefficients);
        ScriptedI2c bus{twice(asks("0d", "10")) + I2cScript{writes("0c09")} + twice(asks("08", "c0")) +
                            twice(asks("10", coefficients)),
                        dps310_place};
        const auto driver = open_driver("dps310", bus);
        REQUIRE(driver->reset());
        CHECK(error_of(driver->configure()) == dps310_error(Errc::bad_value, "an invalid calibration in"));
    }
}

TEST_CASE("a DPS310 with the temperature fuse unset is repaired")
{
    ScriptedI2c bus{twice(asks("0d", "10")) + I2cScript{writes("0c09")} + twice(asks("08", "c0")) +
                        twice(asks("10", dps310_coefficients)) + twice(asks("28", "00")) + twice(asks("32", "00")) +
                        I2cScript{writes("0ea5"), writes("0f96"), writes("6202"), writes("0e00"), writes("0f00"),
                                  writes("0603"), writes("0700")},
                    dps310_place};
    const auto driver = open_driver("dps310", bus);
    REQUIRE(driver->reset());
    CHECK(driver->configure());
}
