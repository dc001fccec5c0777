// SPDX-License-Identifier: MIT
/// How a thermostat begins, ends, and what it takes over.
#include "thermostat_fixture.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("which target counts after a restart")
{
    struct Row {
        std::string what;
        std::optional<KeptTarget> kept;
        std::int32_t target;
    };
    const Row rows[] = {
        {"nothing is kept", std::nullopt, 20'000},
        {"a client's", KeptTarget{20'000, 21'500}, 21'500},
        {"the configured one has been changed since", KeptTarget{19'000, 21'500}, 20'000},
        {"at the lower limit", KeptTarget{20'000, 5'000}, 5'000},
        {"below it, as the limit has been raised", KeptTarget{20'000, 4'990}, 20'000},
        {"at the upper limit", KeptTarget{20'000, 35'000}, 35'000},
        {"above it", KeptTarget{20'000, 35'010}, 20'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const HeatedRoom room{plain_thermostat(), {row.kept, std::nullopt}};
        CHECK(room.thermostat->target() == row.target);
        CHECK(room.thermostat->kept() == KeptTarget{20'000, row.target});
    }
}

TEST_CASE("before the first reading the output stays as it is; not longer than a reading would be fresh")
{
    for (const bool on : {false, true}) {
        CAPTURE(on);
        HeatedRoom room;
        room.thermostat.reset();
        CHECK(room.relay.set(on).has_value());
        room.sensor.busy_collects = 1'000'000;  // each attempt asks again for a while
        room.thermostat.emplace(room.time, room.log, plain_thermostat(), room.sampler, room.relay);
        room.run_until(17ms);
        CHECK(room.line.high == on);
        room.run_until(1s);
        CHECK_MESSAGE(!room.line.high, "the first failure");
        CHECK(room.thermostat->failure());
    }
}

TEST_CASE("a sampler that says nothing at all does not keep the heating on")
{
    HeatedRoom room;
    room.thermostat.reset();
    CHECK(room.relay.set(true).has_value());
    room.sensor.on_start = 24h;  // a driver that is wrong about its chip
    room.thermostat.emplace(room.time, room.log, plain_thermostat(), room.sampler, room.relay);
    room.run_until(15'999ms);
    CHECK(room.line.high);
    CHECK_FALSE(room.thermostat->failure());
    room.run_until(16s);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->failure() == Errc::not_ready);
}

TEST_CASE("nor does one that falls silent later")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    CHECK(room.line.high);
    room.sensor.on_start = 24h;
    room.run_until(16'017ms);
    CHECK(room.line.high);
    room.run_until(16'018ms);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->failure() == Error{Errc::not_ready, "no recent reading"});
}

TEST_CASE("a thermostat that follows another one on the same output knows when it switched")
{
    auto config = plain_thermostat();
    config.min_on = 60s;
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    CHECK(room.line.high);
    room.warm_to(25'000);
    const auto past = room.thermostat->past();
    room.run_until(4s);
    room.thermostat.emplace(room.time, room.log, config, room.sampler, room.relay, past);
    room.run_until(60'017ms);
    CHECK(room.line.high);
    room.run_until(60'018ms);
    CHECK_FALSE(room.line.high);
}

TEST_CASE("it ends the pattern that its output was in")
{
    HeatedRoom room;
    room.thermostat.reset();
    CHECK(room.relay.play(Blink{}).has_value());
    room.thermostat.emplace(room.time, room.log, plain_thermostat(), room.sampler, room.relay);
    CHECK(room.relay.pattern() == LedPattern{Steady{true}});
}

TEST_CASE("who gives up leaves the output in its safe state, for good")
{
    for (const bool safe : {false, true}) {
        CAPTURE(safe);
        auto config = plain_thermostat();
        config.on_failure = safe;
        config.min_on = config.min_off = 1h;
        HeatedRoom room{config, {}, safe ? 25'000 : 15'000};
        room.sample_at(0s);
        CHECK(room.relay.set(!safe).has_value());
        room.thermostat->give_up();
        CHECK(room.line.high == safe);
        room.run_until(2h);
        CHECK(room.line.high == safe);
    }
}
