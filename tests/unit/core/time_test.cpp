// SPDX-License-Identifier: MIT
#include "coapnode/core/time.hpp"

#include "support/zone_in_force.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

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

TEST_CASE("wall time in the machine's time zone")
{
    const ZoneInForce zone{"CET-1CEST,M3.5.0,M10.5.0/3"};
    struct Row {
        std::string time;
        std::string local;
    };
    const Row rows[] = {
        {"2026-11-22T09:31:07.123Z", "2026-11-22 10:31:07+01:00"},
        {"2026-07-01T23:59:59.999Z", "2026-07-02 01:59:59+02:00"},
        {"2026-10-25T00:59:59Z", "2026-10-25 02:59:59+02:00"},
        {"2026-10-25T01:00:00Z", "2026-10-25 02:00:00+01:00"},
    };
    for (const auto& row : rows) {
        CHECK(to_local_time(*from_rfc3339(row.time)) == row.local);
        CHECK(to_local_time_of_day(*from_rfc3339(row.time)) == row.local.substr(11, 5));
    }
}

TEST_CASE("an offset of half an hour, to the west, and none")
{
    const auto time = *from_rfc3339("2026-11-22T09:31:07Z");
    for (const auto& [zone, local] :
         {std::pair{"NST3:30", "2026-11-22 06:01:07-03:30"}, std::pair{"UTC0", "2026-11-22 09:31:07+00:00"}}) {
        const ZoneInForce in_force{zone};
        CHECK(to_local_time(time) == local);
    }
}

TEST_CASE("RFC 3339 as wall time")
{
    struct Row {
        std::string text;
        std::int64_t milliseconds;
    };
    const Row rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2026-11-22T09:31:07.123Z", 1'795'339'867'123},
        {"2026-11-22t09:31:07.123z", 1'795'339'867'123},
        {"2026-11-22 09:31:07.1Z", 1'795'339'867'100},
        {"2026-11-22T09:31:07.1239999Z", 1'795'339'867'123},
        {"2026-11-22T10:31:07.123+01:00", 1'795'339'867'123},
        {"2026-11-22T04:01:07.123-05:30", 1'795'339'867'123},
        {"2024-02-29T23:59:59.999Z", 1'709'251'199'999},
        {"2016-12-31T23:59:60Z", 1'483'228'800'000},  // a leap second
        {"9999-12-31T23:59:59.999Z", 253'402'300'799'999},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(from_rfc3339(row.text) == WallTime{std::chrono::milliseconds{row.milliseconds}});
    }
    for (const std::string text : {"",
                                   "2026",
                                   "2026-11-22",
                                   "2026-11-22T09:31Z",
                                   "2026-11-22T09:31:07",
                                   "2026-11-22T09:31:07.Z",
                                   "2026-11-22T09:31:07ZZ",
                                   "2026-11-22T09:31:07+1:00",
                                   "2026-11-22T09:31:07+0100",
                                   "2026-13-01T00:00:00Z",
                                   "2026-00-01T00:00:00Z",
                                   "2026-02-29T00:00:00Z",
                                   "2026-01-32T00:00:00Z",
                                   "2026-01-01T24:00:00Z",
                                   "2026-01-01T00:60:00Z",
                                   "2026-01-01T00:00:61Z",
                                   "1969-12-31T23:59:59Z",
                                   "26-11-22T09:31:07Z",
                                   "2026-11-22T09:31:07+24:00",
                                   " 2026-11-22T09:31:07Z",
                                   "2026-11-22T09:31:0aZ"}) {
        CAPTURE(text);
        CHECK_FALSE(from_rfc3339(text).has_value());
    }
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
