// SPDX-License-Identifier: MIT
#include "resources/history_query.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr WallTime now{1'795'339'867'123ms};  // 2026-11-22T09:31:07.123Z

}  // namespace

TEST_CASE("moments")
{
    struct Row {
        std::string text;
        WallTime moment;
    };
    const Row rows[] = {
        {"2026-11-22T09:31:07.123Z", now},
        {"2026-11-22T10:31:07.123+01:00", now},
        {"1795339867.123", now},
        {"1795339867", now - 123ms},
        {"0", WallTime{}},
        {"0.0004", WallTime{}},
        {"0s", now},
        {"10m", now - 10min},
        {"30d", now - 30 * 24h},
        {"500ms", now - 500ms},
        {"1.795339867e9", now - 123ms},
        {"1.795339867123E+09", now},
        {"+1795339867.123", now},
        {"-0", WallTime{}},
        {"1e11", WallTime{100'000'000'000s}},
        {"1.5h", now - 90min},
        {"10 m", now - 10min},
        {"100000000000", WallTime{100'000'000'000s}},
    };
    for (const auto& [text, moment] : rows) {
        CAPTURE(text);
        const auto since = read_history_query({"since=" + text}, now);
        REQUIRE(since.has_value());
        CHECK(since->since == moment);
        CHECK(since->until == WallTime::max());
        const auto after = read_history_query({"after=" + text}, now);
        REQUIRE(after.has_value());
        CHECK(after->since == moment + 1ms);
        const auto until = read_history_query({"until=" + text}, now);
        REQUIRE(until.has_value());
        CHECK(until->until == moment);
        CHECK(until->since == WallTime::min());
    }
}

TEST_CASE("without queries the oldest hundred of all")
{
    const auto query = read_history_query({}, now);
    REQUIRE(query.has_value());
    CHECK_FALSE(query->sensor);
    CHECK_FALSE(query->quantity);
    CHECK(query->limit == default_history_limit);
}

TEST_CASE("sensor, quantity and limit")
{
    const auto query = read_history_query({"limit=1000", "quantity=humidity", "sensor=room"}, now);
    REQUIRE(query.has_value());
    CHECK(query->sensor == "room");
    CHECK(query->quantity == Quantity::humidity);
    CHECK(query->limit == most_history_records);
    CHECK(read_history_query({"limit=1"}, now)->limit == 1);
    for (const auto* const spelling : {"limit=100", "limit=1e2", "limit=1E+02", "limit=100.0", "limit=+0100"}) {
        const auto read = read_history_query({spelling}, now);
        REQUIRE(read.has_value());
        CHECK(read->limit == 100);
    }
}

TEST_CASE("what makes no sense is told")
{
    const std::string moment =
        " accepts a time such as 2026-11-22T09:31:07Z or 1795339867.123, or how long ago, such as 10m";
    struct Row {
        std::vector<std::string> queries;
        std::string message;
    };
    const Row rows[] = {
        {{"since"}, "since" + moment},
        {{"since="}, "since" + moment},
        {{"since=yesterday"}, "since" + moment},
        {{"since=-1"}, "since" + moment},
        {{"since=1e12"}, "since" + moment},
        {{"since=1e999"}, "since" + moment},
        {{"since=nan"}, "since" + moment},
        {{"since=-10m"}, "since" + moment},
        {{"since=1.2.3"}, "since" + moment},
        {{"since=100000000001"}, "since" + moment},
        {{"until=2026-11-22"}, "until" + moment},
        {{"limit=0"}, "limit accepts a number from 1 to 1000"},
        {{"limit=1001"}, "limit accepts a number from 1 to 1000"},
        {{"limit=1e4"}, "limit accepts a number from 1 to 1000"},
        {{"limit=1.5"}, "limit accepts a number from 1 to 1000"},
        {{"limit=-1"}, "limit accepts a number from 1 to 1000"},
        {{"limit=99999999999999999999"}, "limit accepts a number from 1 to 1000"},
        {{"limit"}, "limit accepts a number from 1 to 1000"},
        {{"quantity=light"},
         "quantity accepts the name of a quantity: temperature, humidity, pressure, co2, illuminance, dew_point, "
         "absolute_humidity or sea_level_pressure"},
        {{"sensor="}, "sensor accepts the name of a sensor"},
        {{"from=1"}, "/history accepts only the queries sensor, quantity, since or after, until and limit"},
        {{""}, "/history accepts only the queries sensor, quantity, since or after, until and limit"},
        {{"after=soon"}, "after" + moment},
        {{"since=1", "after=1"}, "since and after cannot be used together"},
        {{"after=1", "limit=1", "since=1"}, "since and after cannot be used together"},
        {{"limit=1", "limit=1"}, "limit is given twice"},
        {{std::string(300, 'x'), "a"},
         "/history accepts only the queries sensor, quantity, since or after, until and limit"},
    };
    for (const auto& [queries, message] : rows) {
        CAPTURE(queries.front());
        const auto query = read_history_query(queries, now);
        REQUIRE_FALSE(query.has_value());
        CHECK(query.error() == Error{Errc::bad_body, message});
    }
}
