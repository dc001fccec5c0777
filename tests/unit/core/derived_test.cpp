// SPDX-License-Identifier: MIT
#include "coapnode/core/derived.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

using namespace coapnode;

namespace {

Reading air(double celsius, double percent)
{
    return Reading{}
        .with(Temperature::milli_celsius(static_cast<std::int32_t>(std::lround(1000 * celsius))))
        .with(Humidity::milli_percent(static_cast<std::int32_t>(std::lround(1000 * percent))));
}

Reading barometer(double hectopascal)
{
    return Reading{}.with(Pressure::milli_pascal(static_cast<std::int32_t>(std::lround(100'000 * hectopascal))));
}

}  // namespace

TEST_CASE("the dew point")
{
    struct Row {
        double celsius;
        double percent;
        std::int32_t dew_point;
    };
    // The formula of WMO-No. 8, annex 4.B, solved for the temperature and computed with Python's math module. The dew
    // point of saturated air is its temperature.
    const Row rows[] = {
        {20, 50, 9'255},    {25, 50, 13'852},  {30, 80, 26'169},     {0, 60, -6'850},
        {10, 90, 8'434},    {20, 100, 20'000}, {-40, 100, -40'000},  {60, 100, 60'000},
        {-40, 10, -59'994}, {85, 5, 23'761},   {20, 0.001, -88'992},
    };
    for (const auto& row : rows) {
        CAPTURE(row.celsius);
        CAPTURE(row.percent);
        const auto computed = dew_point(air(row.celsius, row.percent));
        REQUIRE(computed);
        CHECK(computed->quantity == Quantity::dew_point);
        CHECK(std::abs(computed->thousandths - row.dew_point) <= 1);
    }
}

TEST_CASE("the absolute humidity is that of steam tables")
{
    struct Row {
        double celsius;
        double percent;
        double grams;
    };
    // Saturated vapour, of the CRC Handbook of Chemistry and Physics, "Vapor pressure and density of water": g/m³.
    const Row rows[] = {
        {0, 100, 4.85},  {10, 100, 9.40}, {20, 100, 17.30}, {30, 100, 30.38},
        {40, 100, 51.2}, {20, 50, 8.65},  {20, 0, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.celsius);
        const auto computed = absolute_humidity(air(row.celsius, row.percent));
        REQUIRE(computed);
        CHECK(computed->quantity == Quantity::absolute_humidity);
        CHECK(std::abs(computed->thousandths / 1000.0 - row.grams) <= 0.005 * row.grams);
    }
}

TEST_CASE("the pressure at the level of the sea is that of the standard atmosphere")
{
    struct Row {
        std::int32_t metres;
        double hectopascal;
    };
    // ISO 2533, table of pressures by geopotential altitude.
    const Row rows[] = {
        {-500, 1074.78}, {0, 1013.25}, {500, 954.61}, {1000, 898.75}, {2000, 794.95}, {3000, 701.08}, {9000, 307.42},
    };
    for (const auto& row : rows) {
        CAPTURE(row.metres);
        const auto computed = sea_level_pressure(barometer(row.hectopascal), Altitude{10 * row.metres});
        REQUIRE(computed);
        CHECK(computed->quantity == Quantity::sea_level_pressure);
        CHECK(computed->thousandths / 100'000.0 == doctest::Approx(1013.25).epsilon(0.00003));
    }
    CHECK(sea_level_pressure(barometer(1000), Altitude{0})->thousandths == 100'000'000);
}

TEST_CASE("what lacks its sources, or has no answer, is absent")
{
    const auto only_warm = Reading{}.with(Temperature::milli_celsius(20'000));
    CHECK_FALSE(dew_point(only_warm));
    CHECK_FALSE(absolute_humidity(only_warm));
    CHECK_FALSE(dew_point(Reading{}.with(Humidity::milli_percent(50'000))));
    CHECK_FALSE(dew_point(air(20, 0)));
    CHECK_FALSE(dew_point(air(-243.12, 50)));
    CHECK_FALSE(dew_point(air(-300, 50)));
    CHECK_FALSE(sea_level_pressure(only_warm, Altitude{0}));
    CHECK_FALSE(sea_level_pressure(barometer(20'000), Altitude{90'000}));  // beyond 32 bits
}

TEST_CASE("each derived quantity has its row, and what was asked for is added to the reading")
{
    for (const auto quantity : all_quantities)
        CHECK((derived_row(quantity) != nullptr) == row_of(quantity).is_derived);

    const auto reading = air(20, 50);
    const Quantity wanted[]{Quantity::dew_point, Quantity::sea_level_pressure};
    const auto whole = with_derived(reading, wanted, std::nullopt);
    CHECK(whole.get(Quantity::temperature) == reading.get(Quantity::temperature));
    CHECK(whole.get(Quantity::dew_point) == dew_point(reading));
    CHECK_FALSE(whole.get(Quantity::sea_level_pressure));
    CHECK_FALSE(whole.get(Quantity::absolute_humidity));
    CHECK(with_derived(reading, {}, std::nullopt) == reading);
}

TEST_CASE("a value in words has its unit")
{
    CHECK(to_text(Temperature::milli_celsius(-12'345)) == "-12.35 °C");
    CHECK(to_text(Pressure::milli_pascal(101'325'000)) == "1013.25 hPa");
    CHECK(to_text(Co2::ppm(612)) == "612 ppm");
    CHECK(to_text(Illuminance::milli_lux(28'066'667)) == "28066.67 lx");
    CHECK(to_text({Quantity::absolute_humidity, 8'650}) == "8.65 g/m³");
}
