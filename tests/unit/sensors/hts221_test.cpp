// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto hts221_place = "0x5f on /dev/i2c-1";
/// 29 and 66.5 %RH at -13 and -12408 counts, 20.75 and 34.75 °C at -3 and 763.
constexpr std::string_view hts221_calibration = "3a85a616 00c4 f3ff 0000 88cf fdff fb02";

I2cScript hts221_measured(std::string_view values, std::string_view settings = "84")
{
    return twice(asks("27", "03")) + twice(asks("a8", values)) + twice(asks("20", settings));
}

I2cScript hts221_unfinished(std::string_view status, std::string_view settings)
{
    return twice(asks("27", status)) + twice(asks("20", settings));
}

I2cScript hts221_reset()
{
    return twice(asks("0f", "bc")) + I2cScript{writes("101b"), writes("2084"), writes("2101")};
}

I2cScript hts221_set_up(std::string_view calibration = hts221_calibration)
{
    return hts221_reset() + hts221_measured("00000000") + twice(asks("b0", calibration));
}

Result<Reading> hts221_reading(const I2cScript& collects, std::string_view calibration = hts221_calibration)
{
    ScriptedI2c bus{hts221_set_up(calibration) + I2cScript{writes("2101")} + collects, hts221_place};
    return first_sample(*open_driver("hts221", bus));
}

Error hts221_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the HTS221 at " + hts221_place};
}

}  // namespace

TEST_CASE("values of the HTS221 lie on the lines of its calibration")
{
    struct Row {
        std::string_view calibration;
        std::string_view values;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    constexpr std::string_view rising = "28a01040 0004 0080 0000 ff7f 0000 1027";  // 20 and 80 %, 2 and 40 °C
    const Row rows[] = {
        {hts221_calibration, "1ee8 5802", 31'771, 47'458},
        {hts221_calibration, "f3ff fdff", 20'750, 29'000},  // its points
        {hts221_calibration, "88cf fb02", 34'750, 66'500},
        {hts221_calibration, "ff7f fdff", 20'750, 0},        // -70 %
        {hts221_calibration, "0080 fdff", 20'750, 100'000},  // 128 %
        {rising, "0080 0000", 2'000, 20'000},
        {rising, "ff7f 1027", 40'000, 80'000},
        {rising, "0000 f0d8", -36'000, 50'000},
        {rising, "0000 0100", 2'004, 50'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.values);
        CHECK(hts221_reading(hts221_measured(row.values), row.calibration) ==
              Reading{}
                  .with(Temperature::milli_celsius(row.milli_celsius))
                  .with(Humidity::milli_percent(row.milli_percent)));
    }
}

TEST_CASE("a temperature beyond the HTS221's range is none")
{
    for (const auto* values : {"0000 ff7f", "0000 0080"}) {
        CAPTURE(values);
        CHECK(error_of(hts221_reading(hts221_measured(values))) ==
              hts221_error(Errc::bad_value, "temperature beyond the range of"));
    }
}

TEST_CASE("an HTS221 whose calibration makes no sense is not read")
{
    const std::string_view rows[] = {
        "3a85a616 00c4 f3ff 0000 f3ff fdff fb02",  // one point of the humidity
        "3a3aa616 00c4 f3ff 0000 88cf fdff fb02",
        "3a85a616 00c4 f3ff 0000 88cf fdff fdff",  // one point of the temperature
        "3a85a6a6 0000 f3ff 0000 88cf fdff fb02", "00000000 0000 0000 0000 0000 0000 0000",
        "ffffffff ffff ffff ffff ffff ffff ffff", "b0b1b2b3 b4b5 b6b7 b8b9 babb bcbd bebf",
    };
    for (const auto calibration : rows) {
        CAPTURE(calibration);
        ScriptedI2c bus{hts221_set_up(calibration) + hts221_measured("1ee85802"), hts221_place};
        const auto sensor = open_driver("hts221", bus);
        CHECK(error_of(first_sample(*sensor)) == hts221_error(Errc::bad_value, "an invalid calibration in"));
        CHECK(error_of(sensor->collect()) == hts221_error(Errc::settings_lost, "settings lost by"));
    }
}

TEST_CASE("an HTS221 that measures is asked again, and one that was reset is not")
{
    const auto unfinished = hts221_error(Errc::not_ready, "unfinished measurement of");
    const auto lost = hts221_error(Errc::settings_lost, "settings lost by");
    for (const auto* status : {"00", "01", "02"}) {
        CAPTURE(status);
        CHECK(error_of(hts221_reading(hts221_unfinished(status, "84"))) == unfinished);
        CHECK(error_of(hts221_reading(hts221_unfinished(status, "00"))) == lost);
    }
    for (const auto* settings : {"00", "80", "ff"}) {
        CAPTURE(settings);
        CHECK(error_of(hts221_reading(hts221_measured("1ee85802", settings))) == lost);
    }
}

TEST_CASE("the first measurement of an HTS221 is waited for, and dropped")
{
    ScriptedI2c bus{hts221_reset() + hts221_unfinished("00", "84") + hts221_measured("ff7fff7f") +
                        twice(asks("b0", hts221_calibration)) + I2cScript{writes("2101")} + hts221_measured("f3fffdff"),
                    hts221_place};
    CHECK(first_sample(*open_driver("hts221", bus)) ==
          Reading{}.with(Temperature::milli_celsius(20'750)).with(Humidity::milli_percent(29'000)));
}
