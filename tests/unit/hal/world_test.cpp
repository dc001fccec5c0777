// SPDX-License-Identifier: MIT
#include "hal/mock/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace coapnode;

TEST_CASE("indoor air stays believable, moves slowly and never stands still for a sample")
{
    auto before = indoor_air(0s);
    double coldest = before.celsius;
    double warmest = before.celsius;
    int unchanged = 0;
    for (Duration at = 5s; at < 6h; at += 5s) {
        const auto air = indoor_air(at);
        REQUIRE(std::abs(air.celsius - 21.5) <= 1.5);
        REQUIRE(std::abs(air.percent - 45) <= 8);
        REQUIRE(std::abs(air.hectopascal - 1013) <= 3);
        REQUIRE(std::abs(air.ppm - 700) <= 210);
        REQUIRE(std::abs(air.lux - 320) <= 160);
        REQUIRE(std::abs(air.celsius - before.celsius) < 0.1);
        if (std::abs(air.celsius - before.celsius) < 0.001) ++unchanged;
        coldest = std::min(coldest, air.celsius);
        warmest = std::max(warmest, air.celsius);
        before = air;
    }
    CHECK(warmest - coldest > 2.5);
    CHECK(unchanged < 6 * 3600 / 5 / 20);
}

TEST_CASE("the same time gives the same air")
{
    CHECK(indoor_air(1234s).celsius == indoor_air(1234s).celsius);
    CHECK(indoor_air(0s).celsius == doctest::Approx(21.5));
    CHECK(indoor_air(0s).percent == doctest::Approx(45));
    CHECK(indoor_air(0s).hectopascal == doctest::Approx(1013));
    CHECK(indoor_air(0s).ppm == doctest::Approx(700));
    CHECK(indoor_air(0s).lux == doctest::Approx(320));
}
