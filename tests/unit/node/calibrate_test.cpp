// SPDX-License-Identifier: MIT
#include "node/calibrate.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("offsets are added; humidity stays within what air has")
{
    struct Row {
        Value measured;
        std::int32_t offset;
        std::int32_t expected;
    };
    const Row rows[] = {
        {Temperature::milli_celsius(23'732), 0, 23'732},
        {Temperature::milli_celsius(23'732), -400, 23'332},
        {Temperature::milli_celsius(100), -400, -300},
        {Temperature::milli_celsius(120'000), 5'000, 125'000},
        {Temperature::milli_celsius(INT32_MAX), 1, INT32_MAX},
        {Temperature::milli_celsius(INT32_MIN), -1, INT32_MIN},
        {Humidity::milli_percent(45'000), 1'500, 46'500},
        {Humidity::milli_percent(98'500), 1'500, 100'000},
        {Humidity::milli_percent(98'500), 1'501, 100'000},
        {Humidity::milli_percent(1'500), -1'500, 0},
        {Humidity::milli_percent(1'500), -1'501, 0},
        {Pressure::milli_pascal(101'325'000), -125'000, 101'200'000},
        {Pressure::milli_pascal(1'000), -2'000, -1'000},
    };
    for (const auto& row : rows) {
        CAPTURE(name_of(row.measured.quantity));
        CAPTURE(row.measured.thousandths);
        Calibration calibration;
        calibration.offset[static_cast<std::size_t>(row.measured.quantity)] = row.offset;
        CHECK(calibrated(Reading{}.with(row.measured), calibration) ==
              Reading{}.with({row.measured.quantity, row.expected}));
    }
}

TEST_CASE("each quantity has its own offset, and an absent one stays absent")
{
    const Calibration calibration{{-400, 1'500, 2'000}};
    const auto measured = Reading{}.with(Temperature::milli_celsius(20'000)).with(Humidity::milli_percent(50'000));

    CHECK(calibrated(measured, calibration) ==
          Reading{}.with(Temperature::milli_celsius(19'600)).with(Humidity::milli_percent(51'500)));
    CHECK(calibrated(Reading{}, calibration) == Reading{});
}

TEST_CASE("a slope comes before the offset")
{
    struct Row {
        std::int32_t measured;
        std::int32_t slope;
        std::int32_t offset;
        std::int32_t expected;
    };
    const Row rows[] = {
        {20'000, 1'020'000, 0, 20'400},        {20'000, 1'020'000, -300, 20'100},     {-20'000, 1'020'000, 0, -20'400},
        {20'000, 100'000, 0, 2'000},           {20'001, 500'000, 0, 10'001},          {-20'001, 500'000, 0, -10'001},
        {INT32_MAX, 10'000'000, 0, INT32_MAX}, {INT32_MIN, 10'000'000, 0, INT32_MIN},
    };
    for (const auto& row : rows) {
        CAPTURE(row.measured);
        CAPTURE(row.slope);
        Calibration calibration;
        calibration.slope.front() = row.slope;
        calibration.offset.front() = row.offset;
        CHECK(calibrated(Reading{}.with(Temperature::milli_celsius(row.measured)), calibration) ==
              Reading{}.with(Temperature::milli_celsius(row.expected)));
    }
}

TEST_CASE("points are joined by lines, and the outer lines go on")
{
    struct Row {
        std::int32_t measured;
        std::int32_t expected;
    };
    Calibration calibration;
    calibration.points.front() = {{0, 1'000}, {10'000, 10'000}, {20'000, 22'000}};
    calibration.offset.front() = 500;  // the configuration lets one of the two stand there; points are what counts
    const Row rows[] = {
        {0, 1'000},       {5'000, 5'500},    {10'000, 10'000}, {10'001, 10'001}, {15'000, 16'000},
        {20'000, 22'000}, {-10'000, -8'000}, {30'000, 34'000}, {3'333, 4'000},   {INT32_MAX, INT32_MAX},
    };
    for (const auto& row : rows) {
        CAPTURE(row.measured);
        CHECK(calibrated(Reading{}.with(Temperature::milli_celsius(row.measured)), calibration) ==
              Reading{}.with(Temperature::milli_celsius(row.expected)));
    }
    Calibration falling;  // a chip that measures the wrong way round
    falling.points[index_of(Quantity::humidity)] = {{0, 100'000}, {100'000, 0}};
    CHECK(calibrated(Reading{}.with(Humidity::milli_percent(30'000)), falling) ==
          Reading{}.with(Humidity::milli_percent(70'000)));
    CHECK(calibrated(Reading{}.with(Humidity::milli_percent(100'500)), falling) ==
          Reading{}.with(Humidity::milli_percent(0)));
}
