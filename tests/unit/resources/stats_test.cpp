// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Counted : Bench {
    Traffic traffic;

    void build()
    {
        Outside outside;
        outside.stats = StatsSources{[this] { return traffic; }, [] { return std::uint64_t{9'564'160}; }};
        site = build_site(equipment, facts, time, outside);
    }
};

}  // namespace

TEST_CASE("/stats says what came, what went, and how the sensors did")
{
    Counted bench;
    bench.fit_sensor("room", "sht3x");
    auto& attic = bench.fit_sensor("attic", "bme280");
    attic.on_reset = Failure{no_answer};
    bench.traffic.requests[1] = 12;
    bench.traffic.replies[0x45] = 10;
    bench.traffic.replies[0xa3] = 2;
    bench.traffic.notifications = 7;
    bench.traffic.failed_handshakes = 3;
    bench.traffic.log_drops = 2;
    bench.traffic.sessions = 4;
    bench.traffic.observers = 5;
    bench.build();
    bench.run_until(11s);
    CHECK(bench.json("stats") ==
          R"({"uptime_seconds":11,"memory_kilobytes":9340,"requests":{"0.01":12},"replies":{"2.05":10,"5.03":2},)"
          R"("sessions":4,"failed_handshakes":3,"observers":5,"notifications":7,"log_drops":2,)"
          R"("sensors":[{"name":"room","samples":3,"failures":0},{"name":"attic","samples":0,"failures":3}]})");
}

TEST_CASE("/stats is built once a second, also as CBOR, and not there without its sources")
{
    Counted bench;
    bench.build();
    const auto first = bench.get("stats", ContentFormat::cbor);
    CHECK(first.max_age == 1);
    bench.traffic.notifications = 1;
    bench.run_until(999ms);
    CHECK(bench.get("stats", ContentFormat::cbor).payload == first.payload);
    bench.run_until(1s);
    CHECK(bench.get("stats", ContentFormat::cbor).payload != first.payload);

    Bench without;
    without.build();
    CHECK(without.get("stats", ContentFormat::json).code == Code::not_found);
}
