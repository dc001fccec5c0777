// SPDX-License-Identifier: MIT
// The sampler whose chip was reset or exchanged behind its back, or is doubtful.
#include "node/rate_limited_log.hpp"
#include "node/sampler_fixture.hpp"

#include <algorithm>

using namespace coapnode;

namespace {

const Error settings_lost{Errc::settings_lost, "settings lost by 0x44 on /dev/i2c-1"};
const std::string advised =
    "settings lost by 0x44 on /dev/i2c-1: check the power supply of the sensor, and that no other program uses it\n";
const std::string set_up_line = "warning: sensor room: set up again after " + advised;

}  // namespace

TEST_CASE("a chip that was reset is set up anew, and no sample is lost")
{
    Room room;
    room.run_until(1s);
    room.sensor.take_calls();
    room.sensor.lost_collects = 1;
    room.run_until(10'016ms);
    CHECK(room.sensor.take_calls() ==
          "5000 start, 5016 collect, 5016 reset, 5018 configure, 5018 start, 5034 collect, 10000 start, 10016 collect");
    CHECK(room.sampler.latest()->sequence == 3);
    CHECK(room.sampler.failures() == 0);
    CHECK_FALSE(room.sampler.failure());
    CHECK(room.log.take() == set_up_line);
    CHECK(room.time.pending() == 1);
}

TEST_CASE("the reading before a reset is given out until there is a new one")
{
    Room room;
    room.run_until(1s);
    room.sensor.lost_collects = 1;
    room.run_until(5'033ms);
    CHECK(room.sampler.latest()->sequence == 1);
    CHECK(room.sampler.until_next() == 1ms);
    room.run_until(5'034ms);
    CHECK(room.sampler.latest()->sequence == 2);
}

TEST_CASE("once an attempt, and no oftener, a chip is set up anew")
{
    Room room;
    room.run_until(1s);
    room.sensor.lost_collects = 2;
    room.run_until(6s);
    CHECK(room.sampler.failure() == settings_lost);
    CHECK(room.sampler.failures() == 1);
    CHECK(room.log.take() == "warning: sensor room: " + advised);
    room.run_until(11s);
    CHECK(room.sampler.latest()->sequence == 2);
    CHECK(room.log.take() == "sensor room: answers again after 1 failure\n");
}

TEST_CASE("an exchanged chip is told for what it is, and for nothing else")
{
    const Error wrong_chip{Errc::wrong_chip, "the chip at 0x44 on /dev/i2c-1 is another"};
    Room room;
    room.run_until(1s);
    room.sensor.lost_collects = 1;
    room.sensor.on_reset = Failure{wrong_chip};
    room.run_until(6s);
    CHECK(room.sampler.failure() == wrong_chip);
    CHECK(room.log.take() ==
          "warning: sensor room: the chip at 0x44 on /dev/i2c-1 is another: check the driver and the address in the "
          "configuration (coapnoded --probe)\n");
}

TEST_CASE("a loose supply fills no log")
{
    FakeScheduler time;
    RecordingLog log;
    RateLimitedLog seldom{time, log};
    FakeSensor sensor{time};
    const Sampler sampler{time, seldom, sensor, "room", 5s};
    for (auto moment = 0s; moment < 1h; moment += 5s) {
        sensor.lost_collects = 1;
        time.advance(5s);
    }
    CHECK(sampler.samples() == 720);
    CHECK(sampler.failures() == 0);
    const auto told = log.take();
    CHECK(told.starts_with(set_up_line));
    const auto lines = std::ranges::count(told, '\n');
    CHECK((lines > 6 && lines <= 66));
}

TEST_CASE("a doubtful chip is told once, and its readings are given")
{
    const Error odd{Errc::bad_value, "the calibration of 0x44 on /dev/i2c-1 is odd"};
    const std::string line =
        "warning: sensor room: the calibration of 0x44 on /dev/i2c-1 is odd: check the power "
        "supply of the sensor; replace the sensor if this continues\n";
    Room room;
    room.sensor.doubted = odd;
    room.run_until(1s);
    CHECK(room.sampler.latest());
    CHECK(room.log.take() == line);
    for (const auto& doubt : {std::optional{odd}, std::optional<Error>{}, std::optional{odd}}) {
        room.sensor.doubted = doubt;
        room.sensor.on_collect = Failure{bad_checksum};
        room.time.advance(10s);
        room.sensor.on_collect = Reading{};
        room.time.advance(10s);
        CHECK(room.log.take().find("odd") == std::string::npos);
    }
}
