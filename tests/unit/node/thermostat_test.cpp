// SPDX-License-Identifier: MIT
/// How a thermostat regulates, and how it fails safe.
#include "thermostat_fixture.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

struct Step {
    std::int32_t milli_celsius;
    bool on;  ///< afterwards
};

}  // namespace

TEST_CASE("the output follows the temperature, with hysteresis")
{
    struct Row {
        std::string what;
        ThermostatMode mode;
        std::int32_t target;
        std::int32_t hysteresis;
        std::vector<Step> steps;
    };
    using enum ThermostatMode;
    const Row rows[] = {
        {"heating, each edge and one hundredth before it",
         heat,
         20'000,
         500,
         {{20'000, false},
          {19'760, false},
          {19'750, true},
          {20'000, true},
          {20'240, true},
          {20'250, false},
          {20'000, false},
          {19'760, false},
          {19'750, true}}},
        {"cooling, each edge and one hundredth before it",
         cool,
         20'000,
         500,
         {{20'000, false},
          {20'240, false},
          {20'250, true},
          {20'000, true},
          {19'760, true},
          {19'750, false},
          {20'000, false}}},
        {"leaps", heat, 20'000, 500, {{-40'000, true}, {125'000, false}, {-40'000, true}}},
        {"below zero", cool, -18'000, 2'000, {{-17'010, false}, {-17'000, true}, {-18'990, true}, {-19'000, false}}},
        {"the least hysteresis", heat, 20'000, 100, {{19'960, false}, {19'950, true}, {20'040, true}, {20'050, false}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        auto config = plain_thermostat();
        config.mode = row.mode;
        config.target = row.target;
        config.min_target = -40'000;
        config.hysteresis = row.hysteresis;
        HeatedRoom room{config};
        auto slot = 0s;
        for (const auto& step : row.steps) {
            CAPTURE(step.milli_celsius);
            room.warm_to(step.milli_celsius);
            room.sample_at(slot);
            slot += 5s;
            CHECK(room.line.high == step.on);
            CHECK(room.thermostat->temperature() == Temperature::milli_celsius(step.milli_celsius));
        }
        CHECK(room.log.take().empty());
    }
}

TEST_CASE("the output stays for its minimum times")
{
    auto config = plain_thermostat();
    config.min_on = 60s;
    config.min_off = 2min;
    HeatedRoom room{config, {}, 15'000};
    room.run_until(119'999ms);
    CHECK_MESSAGE(!room.line.high, "min_off counts from the start");
    room.run_until(120s);
    CHECK(room.line.high);
    room.warm_to(25'000);
    room.run_until(179'999ms);
    CHECK(room.line.high);
    room.run_until(180s);
    CHECK_FALSE(room.line.high);
    room.warm_to(15'000);
    room.run_until(299'999ms);
    CHECK_FALSE(room.line.high);
    room.run_until(300s);
    CHECK(room.line.high);
}

TEST_CASE("what is no longer wanted when its time has come does not happen")
{
    auto config = plain_thermostat();
    config.min_off = 2min;
    HeatedRoom room{config, {}, 15'000};
    room.run_until(110s);
    room.warm_to(21'000);
    room.run_until(1h);
    CHECK_FALSE(room.line.high);
    CHECK(room.line.drives == 0);
}

TEST_CASE("a new target counts at once")
{
    HeatedRoom room;
    room.sample_at(0s);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->set_target(21'000).has_value());
    CHECK(room.line.high);
    CHECK(room.thermostat->set_target(19'000).has_value());
    CHECK_FALSE(room.line.high);
}

TEST_CASE("the range of targets: at each limit and one past it")
{
    HeatedRoom room;
    struct Row {
        std::int32_t target;
        bool fits;
    };
    for (const auto& [target, fits] :
         {Row{5'000, true}, Row{4'990, false}, Row{35'000, true}, Row{35'010, false}, Row{-2'000'000'000, false}}) {
        CAPTURE(target);
        const auto before = room.thermostat->target();
        const auto set = room.thermostat->set_target(target);
        CHECK(set.has_value() == fits);
        CHECK(room.thermostat->target() == (fits ? target : before));
        if (!fits) CHECK(set.error() == Error{Errc::bad_body, "the target must be from 5 to 35"});
    }
}

TEST_CASE("without a fresh reading the output is in its safe state within three intervals, whatever its minimum times")
{
    for (const bool safe : {false, true}) {
        for (const bool on : {false, true}) {
            CAPTURE(safe);
            CAPTURE(on);
            auto config = plain_thermostat();
            config.on_failure = safe;
            HeatedRoom room{config, {}, on ? 15'000 : 25'000};
            room.sample_at(0s);
            CHECK(room.line.high == on);
            config.min_on = config.min_off = 1h;
            room.thermostat.emplace(room.time, room.log, config, room.sampler, room.relay);
            room.silence();
            room.run_until(15'017ms);
            CHECK_MESSAGE(room.line.high == on, "the last reading is fresh still");
            CHECK_FALSE(room.thermostat->failure());
            static_cast<void>(room.log.take());
            room.run_until(15'018ms);
            CHECK(room.line.high == safe);
            CHECK(room.thermostat->failure() == no_answer);
            CHECK_FALSE(room.thermostat->temperature());
            const auto told = room.log.take();
            CHECK(told.find("warning: thermostat: no reading of sensor room (no answer at 0x44 on /dev/i2c-1): output "
                            "relay is " +
                            std::string{safe ? "on" : "off"} + " until there is a reading\n") != std::string::npos);
            room.run_until(10min);
            CHECK(room.line.high == safe);
            CHECK_MESSAGE(room.log.take().empty(), "told once");
        }
    }
}

TEST_CASE("a sensor that comes back: told once, and regulated as before")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.silence();
    room.run_until(60s);
    CHECK_FALSE(room.line.high);
    static_cast<void>(room.log.take());
    room.heal();
    room.run_until(3min);
    CHECK(room.line.high);
    CHECK_FALSE(room.thermostat->failure());
    const auto told = room.log.take();
    CHECK(told.find("thermostat: sensor room gives readings again\n") != std::string::npos);
    CHECK(told.find("thermostat", told.find("gives readings again")) == std::string::npos);
}

TEST_CASE("after a failure the minimum times count from the switching that it caused")
{
    auto config = plain_thermostat();
    HeatedRoom room{config, {}, 15'000};
    room.sample_at(0s);
    config.min_off = 2min;
    room.thermostat.emplace(room.time, room.log, config, room.sampler, room.relay);
    room.silence();
    room.run_until(15'018ms);
    CHECK_FALSE(room.line.high);
    room.heal();
    room.run_until(135'017ms);
    CHECK_FALSE(room.line.high);
    CHECK_FALSE(room.thermostat->failure());
    room.run_until(135'018ms);
    CHECK(room.line.high);
}

TEST_CASE("one missed sample is no failure")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    room.silence();
    room.sample_at(5s);
    room.heal();
    room.sample_at(10s);
    room.run_until(1min);
    CHECK(room.line.high);
    CHECK(room.line.drives == 1);
    CHECK(room.log.take().find("thermostat") == std::string::npos);
}

TEST_CASE("a sensor that gives no temperature")
{
    HeatedRoom room{plain_thermostat(), {}, 15'000};
    room.sample_at(0s);
    CHECK(room.line.high);
    room.sensor.on_collect = Reading{}.with(Humidity::milli_percent(40'000));
    room.sample_at(5s);
    CHECK_FALSE(room.line.high);
    CHECK(room.thermostat->failure() == Error{Errc::bad_value, "the sensor gave no temperature"});
}

TEST_CASE("what it shows: one version and one word for each change")
{
    HeatedRoom room;
    int told = 0;
    const auto listening = room.thermostat->changes().subscribe([&] { ++told; });
    const auto change = [&](const auto& act) {
        const auto version = room.thermostat->version();
        const auto before = told;
        act();
        CHECK(static_cast<std::uint64_t>(told - before) == room.thermostat->version() - version);
        return told - before;
    };
    CHECK(change([&] { room.sample_at(0s); }) == 1);  // the first temperature
    CHECK(change([&] { room.sample_at(5s); }) == 0);
    room.warm_to(20'004);
    CHECK_MESSAGE(change([&] { room.sample_at(10s); }) == 0, "not in what is shown, hundredths");
    room.warm_to(20'010);
    CHECK(change([&] { room.sample_at(15s); }) == 1);
    CHECK(change([&] { CHECK(room.thermostat->set_target(20'100).has_value()); }) == 1);
    CHECK(change([&] { CHECK(room.thermostat->set_target(20'100).has_value()); }) == 0);
    CHECK(change([&] { CHECK_FALSE(room.thermostat->set_target(99'000).has_value()); }) == 0);
}
