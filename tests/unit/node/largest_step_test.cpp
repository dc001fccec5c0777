// SPDX-License-Identifier: MIT
#include "node/largest_step.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

/// Of °C, one letter a sample: y is believed, n is not.
std::string believed(LargestStep& steps, const std::vector<int>& celsius)
{
    std::string text;
    for (const auto one : celsius)
        text += steps.check(Temperature::milli_celsius(1000 * one)) ? 'y' : 'n';
    return text;
}

}  // namespace

TEST_CASE("a spike is not believed, a step that stays is")
{
    struct Row {
        std::vector<int> celsius;
        std::string believed;
    };
    const Row rows[] = {
        {{20, 25, 30, 25}, "yyyy"},                      // 5 is not more than 5
        {{20, 26, 20, 14, 20}, "ynyny"},                 // spikes
        {{20, 26, 26, 20}, "ynny"},                      // of two samples
        {{20, 40, 42, 41, 41}, "ynnyy"},                 // a step
        {{20, 40, 60, 80, 100, 120}, "ynnnnn"},          // noise: none agrees with the one before it
        {{20, 40, 42, 60, 41, 42, 43}, "ynnnnny"},       // a row that is broken begins anew
        {{20, 40, 42, 21, 40, 42, 44, 45}, "ynnynnyy"},  // what was believed ends a row, too
        {{20, 40, 45, 50, 55}, "ynnyy"},                 // each is near the one before it
        {{90, 20, 20, 20}, "ynny"},                      // the first one was the spike
    };
    for (const auto& row : rows) {
        CAPTURE(row.believed);
        LargestStep steps{5'000};
        CHECK(believed(steps, row.celsius) == row.believed);
    }
}

TEST_CASE("the complaint has the step and the limit")
{
    LargestStep steps{500'000};
    REQUIRE(steps.check(Pressure::milli_pascal(101'325'000)));
    CHECK(steps.check(Pressure::milli_pascal(101'825'001)).error() ==
          Error{Errc::not_believed,
                "pressure went from 1013.25 hPa to 1018.25 hPa, which is more than the largest step of 5 hPa"});
    CHECK(steps.check(Pressure::milli_pascal(101'825'000)));
}

TEST_CASE("without a limit each step is believed, and the widest of all does not overflow")
{
    LargestStep any;
    CHECK(believed(any, {-1000, 1000, -1000}) == "yyy");
    LargestStep steps{1};
    REQUIRE(steps.check(Temperature::milli_celsius(INT32_MIN)));
    CHECK_FALSE(steps.check(Temperature::milli_celsius(INT32_MAX)));
}
