// SPDX-License-Identifier: MIT
// Ages are those of the monotonic clock since the gateway received a value; no clock that is wrong changes them.
#include "gateway/core/routes_bench.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace coapnode;

namespace {

constexpr auto with_timestamp = [](WallTime time, std::string_view value = "21.5") {
    return content(R"({"value":)" + std::string{value} + R"(,"unit":"celsius","timestamp":")" + to_rfc3339(time) +
                   R"("})");
};

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string body_of(RoutesBench& bench, const std::string& target)
{
    RoutesClient client;
    bench.ask(client, "GET", target);
    return client.body();
}

std::string first_events(RoutesBench& bench)
{
    RoutesClient client;
    bench.ask(client, "GET", "/events?path=/t");
    return client.work->next();
}

}  // namespace

TEST_CASE("a step of the wall clock changes no age, and nothing is stale or fresh because of it")
{
    for (const auto step : {WallTime::duration{24h}, WallTime::duration{-24h}}) {
        CAPTURE(step.count());
        RoutesBench bench;
        bench.node.notify(0, with_timestamp(bench.scheduler.wall_now()));
        bench.scheduler.advance(3s);
        bench.scheduler.step_wall_clock(step);

        CHECK(has(first_events(bench), R"("age":3.0,)"));
        CHECK(has(body_of(bench, "/metrics"),
                  "coapnode_reading_age_seconds{node=\"attic\",quantity=\"t\",sensor=\"/t\"} 3\n"));
        RoutesClient client;
        bench.ask(client, "GET", "/devices/attic/t", "", {{"accept", "application/json"}});
        REQUIRE(client.answer);  // from the cache
        CHECK(client.field("age") == "3");
        CHECK(client.field("cache-control") == "max-age=60");

        bench.scheduler.advance(57s);
        RoutesClient later;
        bench.ask(later, "GET", "/devices/attic/t", "", {{"accept", "application/json"}});
        CHECK(!later.answer);  // Max-Age is over
    }
}

TEST_CASE("the time since a node is up stays its length when the wall clock is set")
{
    RoutesBench bench;
    bench.scheduler.advance(10s);
    bench.scheduler.step_wall_clock(1h);
    const auto ten_seconds_ago = to_rfc3339(bench.scheduler.wall_now() - 10s);
    CHECK(has(body_of(bench, "/devices"), R"("since":")" + ten_seconds_ago + '"'));
}

TEST_CASE("a node's clock is compared with each value that it sends when it changes, and told beyond 30 s")
{
    struct Row {
        std::chrono::seconds ahead;
        bool is_told;
    };
    for (const auto& [ahead, is_told] :
         {Row{0s, false}, Row{30s, false}, Row{31s, true}, Row{-31s, true}, Row{-7200s, true}}) {
        CAPTURE(ahead.count());
        RoutesBench bench;
        const auto number = std::to_string(ahead.count());
        bench.node.notify(0, with_timestamp(bench.scheduler.wall_now() - 600s));
        CHECK(!has(body_of(bench, "/devices"), "clock"));  // the first may be old
        bench.node.confirm(0, with_timestamp(bench.scheduler.wall_now() - 600s));
        CHECK(!has(body_of(bench, "/devices"), "clock"));
        bench.scheduler.advance(1s);
        bench.node.notify(0, with_timestamp(bench.scheduler.wall_now() + ahead, "22"));
        CHECK(has(body_of(bench, "/devices"), R"("clock_offset_seconds":)" + number) == is_told);
        CHECK(has(body_of(bench, "/metrics"), R"(coapnode_clock_offset_seconds{node="attic"} )" + number + '\n'));
        CHECK(has(first_events(bench), R"("age":0.0,)"));  // whatever its timestamp says
    }
}

TEST_CASE("a node is not blamed while the gateway's own clock is not set")
{
    RoutesBench bench;
    bench.scheduler.wall_trusted = false;
    bench.node.notify(0, with_timestamp(bench.scheduler.wall_now()));
    bench.node.notify(0, with_timestamp(bench.scheduler.wall_now() + 1h, "22"));
    CHECK(!has(body_of(bench, "/devices"), "clock"));
    bench.scheduler.wall_trusted = true;
    bench.node.notify(0, with_timestamp(bench.scheduler.wall_now(), "23"));
    CHECK(has(body_of(bench, "/metrics"), R"(coapnode_clock_offset_seconds{node="attic"} 0)"));
}
