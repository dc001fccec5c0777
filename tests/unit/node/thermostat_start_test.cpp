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

TEST_CASE("before the first reading the output is in its safe state, whatever it was")
{
    for (const bool was : {false, true}) {
        for (const bool safe : {false, true}) {
            CAPTURE(was);
            CAPTURE(safe);
            auto config = plain_thermostat();
            config.on_failure = safe;
            config.min_on = config.min_off = 1h;
            HeatedRoom room;
            room.thermostat.reset();
            CHECK(room.relay.set(was).has_value());
            room.sensor.busy_collects = 1'000'000;  // each attempt asks again for a while
            room.thermostat.emplace(room.time, room.log, config, room.sampler, room.relay);
            CHECK(room.line.high == safe);
            room.run_until(17ms);
            CHECK_FALSE(room.thermostat->error());
            CHECK(room.line.high == safe);
            room.run_until(1s);
            CHECK_MESSAGE(room.thermostat->failure(), "the first failure");
            CHECK(room.line.high == safe);
        }
    }
}

TEST_CASE("what was on from the beginning goes off as soon as it is too warm, whatever min_on says")
{
    auto config = plain_thermostat();
    config.on_failure = true;
    config.min_on = 1h;
    HeatedRoom room;
    room.thermostat.reset();
    CHECK(room.relay.set(true).has_value());
    room.warm_to(25'000);
    room.thermostat.emplace(room.time, room.log, config, room.sampler, room.relay);
    CHECK(room.line.high);
    room.sample_at(0s);
    CHECK_FALSE(room.line.high);
    room.warm_to(15'000);
    room.sample_at(5s);
    CHECK(room.line.high);
    room.warm_to(25'000);
    room.run_until(1h);
    CHECK_MESSAGE(room.line.high, "now it has been switched on");
}

TEST_CASE("where there is a fresh reading it regulates from the beginning, and has nothing new to tell after it")
{
    struct Row {
        bool was;
        std::int32_t milli_celsius;
        bool on;
    };
    for (const auto& [was, milli_celsius, on] :
         {Row{false, 15'000, true}, Row{true, 15'000, true}, Row{true, 25'000, false}, Row{false, 20'000, false}}) {
        CAPTURE(was);
        CAPTURE(milli_celsius);
        HeatedRoom room{plain_thermostat(), {}, milli_celsius};
        room.sample_at(0s);
        room.thermostat.reset();
        CHECK(room.relay.set(was).has_value());
        room.line.drives = 0;
        room.thermostat.emplace(room.time, room.log, plain_thermostat(), room.sampler, room.relay);
        CHECK(room.line.high == on);
        CHECK(room.line.drives == (was == on ? 0 : 1));
        CHECK(room.thermostat->temperature() == Temperature::milli_celsius(milli_celsius));
        int told = 0;
        const auto listening = room.thermostat->changes().subscribe([&] { ++told; });
        room.run_until(1min);
        CHECK(told == 0);
        CHECK(room.thermostat->version() == 1);
    }
}

TEST_CASE("where the reading is no longer fresh it begins in the safe state")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.silence();
    room.run_until(1min);
    room.thermostat.reset();
    CHECK(room.relay.set(true).has_value());
    room.thermostat.emplace(room.time, room.log, plain_thermostat(), room.sampler, room.relay);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->failure() == no_answer);
}

TEST_CASE("one that follows another one on the same output leaves it on until the first reading of its own sensor")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    CHECK(room.line.high);
    Sampler other{room.time, room.log, room.sensor, "room", 10s};
    room.thermostat.emplace(room.time, room.log, plain_thermostat(), other, room.relay, room.thermostat->past());
    CHECK(room.line.high);
    room.warm_to(25'000);
    room.run_until(1s);
    CHECK_FALSE(room.line.high);
    room.thermostat.reset();  // before its sampler
}

TEST_CASE("a sampler that says nothing at all does not keep the heating on")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.sensor.on_start = 24h;  // a driver that is wrong about its chip
    Sampler silent{room.time, room.log, room.sensor, "room", 5s};
    const auto begun = room.time.elapsed();
    room.thermostat.emplace(room.time, room.log, plain_thermostat(), silent, room.relay, room.thermostat->past());
    room.run_until(begun + 15'999ms);
    CHECK(room.line.high);
    CHECK_FALSE(room.thermostat->failure());
    room.run_until(begun + 16s);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->failure() == Errc::not_ready);
    room.thermostat.reset();
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
    CHECK(room.relay.pattern() == LedPattern{Steady{false}});
    room.warm_to(15'000);
    room.sample_at(0s);
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
