// SPDX-License-Identifier: MIT
/// valid, largest_step, calibration by slope and points, smoothing, derived, altitude: what they may say, and every
/// mistake with its place.
#include "config/config_folder.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

using Lines = std::vector<std::string>;

struct Row {
    std::string keys;
    Lines mistakes;
};

/// `keys` stand at 1:38.
std::string bme280(const std::string& keys)
{
    return "sensors: [{name: a, driver: bme280,  " + keys + "}]";
}

void check_rows(const std::vector<Row>& rows)
{
    const ConfigFolder folder;
    for (const auto& [keys, mistakes] : rows) {
        CAPTURE(keys);
        CHECK(folder.mistakes(bme280(keys)) == mistakes);
    }
}

std::string points(std::size_t count)
{
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
        list += (i == 0 ? "[" : ", [") + std::to_string(i) + ", 1]";
    return "calibration: {temperature: {points: [" + list + "]}}";
}

}  // namespace

TEST_CASE("every key with a value")
{
    const ConfigFolder folder;
    const auto config = folder.load(
        bme280("valid: {temperature: [-40, 85.5], pressure: [300, 1100]}, largest_step: {humidity: 7.5}, "
               "calibration: {temperature: {slope: 1.02, offset: -0.4}, humidity: {points: [[0, 1.5], [75.3, 75]]}}, "
               "smoothing: {temperature: {median: 5}, pressure: {exponential: 90s}}, "
               "derived: [sea_level_pressure, dew_point], altitude: -12.5"));
    REQUIRE(config);
    SensorConfig expected;
    expected.name = "a";
    expected.driver = "bme280";
    expected.where.address = 0x76;
    expected.limits.valid = {ValidRange{-40'000, 85'500}, std::nullopt, ValidRange{30'000'000, 110'000'000}};
    expected.limits.largest_step[index_of(Quantity::humidity)] = 7'500;
    expected.calibration.slope.front() = 1'020'000;
    expected.calibration.offset.front() = -400;
    expected.calibration.points[index_of(Quantity::humidity)] = {{0, 1'500}, {75'300, 75'000}};
    expected.smoothing[index_of(Quantity::temperature)].median = 5;
    expected.smoothing[index_of(Quantity::pressure)].exponential = 90s;
    expected.derived = {Quantity::sea_level_pressure, Quantity::dew_point};
    expected.altitude = Altitude{-125};
    CHECK(config->sensors.at(0) == expected);
    const auto bare = folder.load(bme280("interval: 5s"));
    REQUIRE(bare);
    CHECK(bare->sensors.at(0).calibration == Calibration{});
    CHECK(bare->sensors.at(0).limits == BeliefLimits{});
}

TEST_CASE("limits of belief")
{
    const std::string pair = "expected the lowest and the highest value such as [-40, 85], not ";
    check_rows({
        {"valid: {temperature: [-273, 1000]}, largest_step: {temperature: 0.1, pressure: 2000}", {}},
        {"valid: 5", {"1:45: expected quantities such as temperature: [-40, 85], not a single value"}},
        {"valid: {temperature: 5}", {"1:59: " + pair + "a single value"}},
        {"valid: {temperature: [5]}", {"1:59: " + pair + "a list of 1"}},
        {"valid: {temperature: [1, 2, 3]}", {"1:59: " + pair + "a list of 3"}},
        {"valid: {temperature: [85, -40]}", {"1:59: the first value must be below the second"}},
        {"valid: {temperature: [5, 5]}", {"1:59: the first value must be below the second"}},
        {"valid: {humidity: [0, 101]}",
         {"1:60: expected a number from 0 to 100 (%RH) with at most 3 decimals, not '101'"}},
        {"valid: {temperature: [cold, [1]]}",
         {"1:60: expected a number from -273 to 1000 (°C) with at most 3 decimals, not 'cold'",
          "1:66: expected a number from -273 to 1000 (°C) with at most 3 decimals, not a list"}},
        {"largest_step: {temperature: 0}",
         {"1:66: expected a number from 0.1 to 1273 (°C) with at most 3 decimals, not '0'"}},
        {"largest_step: {dew_point: 5}", {"1:53: unknown key 'dew_point'"}},
    });
    const ConfigFolder folder;
    CHECK(folder.mistakes("sensors: [{name: a, driver: lm75, valid: {humidity: [0, 90]}}]") ==
          Lines{"1:43: lm75 does not measure humidity"});
    CHECK(folder.mistakes("sensors: [{name: a, driver: lm75, smoothing: {humidity: {median: 3}}}]") ==
          Lines{"1:47: lm75 does not measure humidity"});
}

TEST_CASE("a slope, or points")
{
    const std::string point = "expected a point [measured, true] such as [21.5, 21.1], not ";
    check_rows({
        {"calibration: {temperature: {slope: 0.1}, pressure: {slope: 10}}", {}},
        {"calibration: {temperature: {slope: 0.099999}}",
         {"1:73: expected a number from 0.1 to 10 with at most 6 decimals, not '0.099999'"}},
        {"calibration: {temperature: {slope: -1}}",
         {"1:73: expected a number from 0.1 to 10 with at most 6 decimals, not '-1'"}},
        {points(min_calibration_points), {}},
        {points(max_calibration_points), {}},
        {points(min_calibration_points - 1), {"1:74: this list must hold at least 2"}},
        {points(max_calibration_points + 1), {"1:209: this list may hold at most 16"}},
        {"calibration: {temperature: {offset: 1, points: [[0, 0], [1, 1]]}}",
         {"1:77: points: cannot be used together with offset: or slope:, so remove one of them"}},
        {"calibration: {temperature: {points: [[0, 0], [1, 1]], slope: 2}}",
         {"1:66: points: cannot be used together with offset: or slope:, so remove one of them"}},
        {"calibration: {temperature: {points: [[0, 0], [5, 1], [5, 2], [4, 3]]}}",
         {"1:91: the measured values must rise from point to point"}},
        {"calibration: {temperature: {points: [[0, 0], 5]}}", {"1:83: " + point + "a single value"}},
        {"calibration: {temperature: {points: [[0, 0], [1, 2, 3]]}}", {"1:83: " + point + "a list of 3"}},
        {"calibration: {temperature: {points: 5}}",
         {"1:74: expected a list, each item a point [measured, true] such as [21.5, 21.1], not a single value"}},
    });
}

TEST_CASE("smoothing")
{
    const std::string one = "smoothing needs either median: 5 or exponential: 30s";
    check_rows({
        {"smoothing: {temperature: {median: 2}, humidity: {median: 31}, pressure: {exponential: 24h}}", {}},
        {"smoothing: {temperature: {median: 1}}", {"1:72: expected a number from 2 to 31, not '1'"}},
        {"smoothing: {temperature: {median: 32}}", {"1:72: expected a number from 2 to 31, not '32'"}},
        {"smoothing: {temperature: {exponential: 1s}}", {}},
        {"smoothing: {temperature: {exponential: 999ms}}", {"1:77: expected a duration from 1s to 1d, not '999ms'"}},
        {"smoothing: {temperature: {exponential: 25h}}", {"1:77: expected a duration from 1s to 1d, not '25h'"}},
        {"smoothing: {temperature: {}}", {"1:63: " + one}},
        {"smoothing: {temperature: {median: 5, exponential: 30s}}", {"1:75: " + one}},
        {"smoothing: {temperature: 5}", {"1:63: expected a filter such as {median: 5}, not a single value"}},
    });
}

TEST_CASE("derived quantities and the altitude")
{
    check_rows({
        {"derived: []", {}},
        {"derived: [dew_point, absolute_humidity, sea_level_pressure], altitude: 9000", {}},
        {"derived: [dewpoint]",
         {"1:48: expected dew_point, absolute_humidity or sea_level_pressure, not 'dewpoint'; did you mean "
          "'dew_point'?"}},
        {"derived: [dew_point, dew_point]", {"1:59: dew_point is already used at line 1"}},
        {"derived: [sea_level_pressure]", {"1:47: sea_level_pressure needs altitude: (metres above the sea)"}},
        {"altitude: 520", {"1:38: altitude is for sea_level_pressure, which derived: does not list"}},
        {"derived: [sea_level_pressure], altitude: 9001",
         {"1:79: expected a number from -500 to 9000 (m) with at most 1 decimal, not '9001'"}},
    });
    const ConfigFolder folder;
    CHECK(folder.mistakes("sensors: [{name: a, driver: lm75, derived: [dew_point]}]") ==
          Lines{"1:45: lm75 does not measure humidity, which dew_point needs"});
    CHECK(folder.mistakes("sensors: [{name: a, driver: sht3x, derived: [sea_level_pressure], altitude: 1}]") ==
          Lines{"1:46: sht3x does not measure pressure, which sea_level_pressure needs"});
}
