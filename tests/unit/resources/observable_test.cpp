// SPDX-License-Identifier: MIT
/// What observers of the resources are told of, and which value their conditions are put on.
#include "bench.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace coapnode;

namespace {

struct House : Bench {
    FakeSensor& room = fit_sensor("room", "sht3x");
    FakeSensor& attic = fit_sensor("attic", "bmp280", 10s);
    LineState& line = fit_led("led");

    House()
    {
        room.on_collect = Reading{}.with(Temperature::milli_celsius(22'514)).with(Humidity::milli_percent(45'000));
        attic.on_collect = Reading{}.with(Temperature::milli_celsius(-5'000)).with(Pressure::milli_pascal(101'325'000));
        build();
    }

    Resource* find(const std::string& path) { return site->find(request_for(path).path); }
};

}  // namespace

TEST_CASE("the value that conditions are put on is the one that is shown")
{
    House house;
    CHECK_FALSE(house.find("temperature")->scalar().has_value());  // nothing was measured so far
    house.run_until(18ms);
    CHECK(house.find("temperature")->scalar() == Scalar{22.51});
    CHECK(house.find("sensors/room/humidity")->scalar() == Scalar{45.0});
    CHECK(house.find("pressure")->scalar() == Scalar{1013.25});  // hPa, as JSON shows it
    CHECK(house.find("led")->scalar() == Scalar{false});
    REQUIRE(house.equipment.leds[0].led->set(true));
    CHECK(house.find("leds/led")->scalar() == Scalar{true});
    REQUIRE(house.equipment.leds[0].led->play(Blink{}));
    for (const auto after : {0ms, 700ms}) {  // in either half of a blink
        house.time.advance(after);
        CHECK(house.line.high == (after == 0ms));
        CHECK(house.find("led")->scalar() == Scalar{true});
    }
    for (const auto* path : {"sensors", "sensors/room", "leds", "info"}) {
        CAPTURE(path);
        CHECK_FALSE(house.find(path)->scalar().has_value());
    }
    house.room.on_reset = house.room.on_start = Failure{no_answer};
    house.time.advance(60s);
    CHECK_FALSE(house.find("temperature")->scalar().has_value());
}

TEST_CASE("each resource tells of its own changes, the list of sensors of all")
{
    House house;
    std::map<std::string, int> told;
    std::vector<Subscription> subscriptions;
    for (const std::string path : {"temperature", "pressure", "sensors/room", "sensors/attic", "sensors", "led"}) {
        subscriptions.push_back(house.find(path)->changes()->subscribe([&told, path] { ++told[path]; }));
    }
    CHECK(house.find("info")->changes() == nullptr);
    CHECK(house.find(".well-known/core")->changes() == nullptr);
    house.run_until(16s);  // samples of the room at 0, 5, 10, 15 s, of the attic at 0, 10 s
    REQUIRE(house.equipment.leds[0].led->set(true));
    REQUIRE(house.equipment.leds[0].led->set(true));  // nothing new
    CHECK(told == std::map<std::string, int>{{"temperature", 4},
                                             {"pressure", 2},
                                             {"sensors/room", 4},
                                             {"sensors/attic", 2},
                                             {"sensors", 6},
                                             {"led", 1}});
}

TEST_CASE("a failure tells of a reading only what is new of it")
{
    House house;
    std::map<std::string, int> told;
    std::vector<Subscription> subscriptions;
    house.run_until(18ms);
    for (const std::string path : {"temperature", "sensors/room", "sensors"})
        subscriptions.push_back(house.find(path)->changes()->subscribe([&told, path] { ++told[path]; }));
    house.room.on_reset = house.room.on_start = Failure{no_answer};
    house.run_until(9s);
    CHECK(told == std::map<std::string, int>{{"sensors", 1}, {"sensors/room", 1}});  // its status
    house.run_until(14s);                                                            // tried again, in vain
    CHECK(told == std::map<std::string, int>{{"sensors", 2}, {"sensors/room", 1}});  // the attic's second sample
    house.run_until(40s);
    CHECK(told["temperature"] == 1);  // stale, once
    CHECK(told["sensors/room"] == 2);
}

TEST_CASE("a first attempt that fails is told, for observers that a reload has left without a reading")
{
    House house;
    int told = 0;
    const auto subscription = house.find("temperature")->changes()->subscribe([&told] { ++told; });
    house.room.on_reset = Failure{Error{Errc::bus_io, "the bus fails"}};
    house.run_until(1s);
    CHECK(told == 1);
}

TEST_CASE("a site that is gone leaves no listener behind")
{
    House house;
    const auto& changes = house.equipment.sensors[0].sampler->changes();
    CHECK(changes.listeners() == 6);  // three quantities of two paths, the sensor, the list of sensors
    house.build();
    CHECK(changes.listeners() == 6);
    house.site.reset();
    CHECK(changes.listeners() == 0);
}
