// SPDX-License-Identifier: MIT
// The filters, alone and as a configuration asks for them.
#include "node/smoother.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <vector>

using namespace coapnode;

namespace {

std::vector<std::int32_t> medians(std::size_t window, const std::vector<std::int32_t>& values)
{
    MedianFilter filter{window};
    std::vector<std::int32_t> out;
    for (const auto value : values)
        out.push_back(filter.add(value));
    return out;
}

constexpr Instant begin{};

}  // namespace

TEST_CASE("the median of a window that fills, and then moves")
{
    using Values = std::vector<std::int32_t>;
    CHECK(medians(3, {10, 20, 90, 30, 40}) == Values{10, 15, 20, 30, 40});
    CHECK(medians(5, {20, 20, 20, 900, 20, 20, 20, 20, 20}) == Values(9, 20));
    CHECK(medians(5, {20, 20, 20, 20, 20, 60, 60, 60, 60}) == Values{20, 20, 20, 20, 20, 20, 20, 60, 60});
    CHECK(medians(2, {10, 20, 31}) == Values{10, 15, 26});
    CHECK(medians(2, {-10, -21}) == Values{-10, -16});
    CHECK(medians(1, {1, 2, 3}) == Values{1, 2, 3});
    CHECK(medians(2, {INT32_MAX, INT32_MAX, INT32_MIN}) == Values{INT32_MAX, INT32_MAX, -1});
}

TEST_CASE("the largest window holds so many and no more")
{
    MedianFilter filter{max_median};
    for (unsigned i = 0; i < max_median; ++i)
        filter.add(0);
    for (unsigned i = 0; i < max_median / 2; ++i)
        CHECK(filter.add(100) == 0);
    CHECK(filter.add(100) == 100);
}

TEST_CASE("the exponential filter goes by the time between samples")
{
    struct Row {
        Duration after;
        std::int32_t expected;
    };
    // 100 000 * (1 - e^(-t / 30 s))
    const Row rows[] = {{5s, 15'352}, {15s, 39'347}, {30s, 63'212}, {90s, 95'021}, {1h, 100'000}};
    for (const auto& row : rows) {
        CAPTURE(row.expected);
        ExponentialFilter filter{30s};
        CHECK(filter.add(0, begin) == 0);
        CHECK(filter.add(100'000, begin + row.after) == row.expected);
    }
    // The same step in many samples or in few arrives at the same value.
    ExponentialFilter fine{30s};
    fine.add(0, begin);
    std::int32_t last = 0;
    for (auto time = 1s; time <= 30s; time += 1s)
        last = fine.add(100'000, begin + time);
    CHECK(std::abs(last - 63'212) <= 1);
}

TEST_CASE("a slow exponential filter does not stop short")
{
    ExponentialFilter filter{24h};
    filter.add(0, begin);
    std::int32_t last = 0;
    for (auto time = 1min; time <= 10 * 24h; time += 1min)
        last = filter.add(100, begin + time);
    CHECK(last == 100);
    CHECK(filter.add(100, begin + 10 * 24h) == 100);  // no time between two samples
}

TEST_CASE("the configuration chooses the filter, and what is forgotten colors nothing")
{
    struct Row {
        Smoothing config;
        std::int32_t second;
    };
    const Row rows[] = {{{}, 100'000}, {{.median = 2}, 50'000}, {{.exponential = 30s}, 63'212}};
    for (const auto& row : rows) {
        CAPTURE(row.second);
        Smoother smoother{row.config};
        CHECK(smoother.add(0, begin) == 0);
        CHECK(smoother.add(100'000, begin + 30s) == row.second);
        smoother.forget();
        CHECK(smoother.add(7'000, begin + 60s) == 7'000);
    }
}
