// SPDX-License-Identifier: MIT
#include "coapnode/core/time.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("wall time as RFC 3339")
{
    struct Row {
        std::int64_t milliseconds;
        std::string text;
    };
    const Row rows[] = {
        {0, "1970-01-01T00:00:00.000Z"},
        {1, "1970-01-01T00:00:00.001Z"},
        {-1, "1969-12-31T23:59:59.999Z"},
        {-86'400'000, "1969-12-31T00:00:00.000Z"},
        {951'782'400'000, "2000-02-29T00:00:00.000Z"},
        {1'709'251'199'999, "2024-02-29T23:59:59.999Z"},
        {1'709'251'200'000, "2024-03-01T00:00:00.000Z"},
        {1'795'339'867'123, "2026-11-22T09:31:07.123Z"},
        {2'147'483'648'000, "2038-01-19T03:14:08.000Z"},
        {4'107'542'400'000, "2100-03-01T00:00:00.000Z"},  // 2100 has no 29 February
        {-62'135'596'800'000, "0001-01-01T00:00:00.000Z"},
        {253'402'300'799'999, "9999-12-31T23:59:59.999Z"},
    };
    for (const auto& row : rows)
        CHECK(to_rfc3339(WallTime{std::chrono::milliseconds{row.milliseconds}}) == row.text);
}

TEST_CASE("time left in whole seconds: rounded up, at least one")
{
    struct Row {
        Duration left;
        std::uint32_t seconds;
    };
    const Row rows[] = {
        {-10h, 1},
        {-1us, 1},
        {0us, 1},
        {1us, 1},
        {999'999us, 1},
        {1s, 1},
        {1'000'001us, 2},
        {5s, 5},
        {4'984'000us, 5},
        {1h, 3600},
        {std::chrono::seconds{UINT32_MAX}, UINT32_MAX},
        {std::chrono::seconds{UINT32_MAX} + 1us, UINT32_MAX},
        {Duration::max(), UINT32_MAX},
        {Duration::min(), 1},
    };
    for (const auto& row : rows) {
        CAPTURE(row.left.count());
        CHECK(whole_seconds_up(row.left) == row.seconds);
    }
}
