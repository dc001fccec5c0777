// SPDX-License-Identifier: MIT
// The sampler while its sensor fails and comes back.
#include "node/sampler_fixture.hpp"

#include <functional>
#include <vector>

using namespace coapnode;

namespace {

const std::string silent_line =
    "warning: sensor room: no answer at 0x44 on /dev/i2c-1: check the wiring and the address (coapnoded --probe)\n";
const std::string stale_line = "warning: sensor room: no reading for 3 intervals: its last value is no longer served\n";

}  // namespace

TEST_CASE("a sensor that never answered is told with its cause, once")
{
    Room room;
    room.silence();
    room.run_until(1h);
    CHECK(room.sampler.latest().error() == no_answer);
    CHECK(room.sampler.failure() == no_answer);
    CHECK(room.log.take() == silent_line);
}

TEST_CASE("a silent sensor goes stale after three intervals, at the edge")
{
    Room room;
    room.run_until(18ms);
    room.silence();

    room.run_until(15'018ms - 1us);
    CHECK(room.sampler.failure() == no_answer);
    REQUIRE(room.sampler.latest());
    CHECK(room.sampler.latest()->sequence == 1);
    CHECK(room.log.take() == silent_line);

    room.run_until(15'018ms);
    CHECK(room.sampler.latest().error() == no_answer);
    CHECK(room.log.take() == stale_line);

    room.run_until(2h);
    CHECK(room.log.take().empty());
}

TEST_CASE("every phase can fail, and each failure initialises the chip anew")
{
    struct Row {
        std::string phase;
        std::function<void(FakeSensor&)> fail_once;
        std::string calls;
    };
    const Failure broken{bad_checksum};
    const Row rows[] = {
        {"reset", [&](FakeSensor& sensor) { sensor.on_reset = broken; }, "0 reset, 5000 reset"},
        {"configure", [&](FakeSensor& sensor) { sensor.on_configure = broken; },
         "0 reset, 2 configure, 5000 reset, 5002 configure"},
        {"start", [&](FakeSensor& sensor) { sensor.on_start = broken; },
         "0 reset, 2 configure, 2 start, 5000 reset, 5002 configure, 5002 start"},
        {"collect", [&](FakeSensor& sensor) { sensor.on_collect = broken; },
         "0 reset, 2 configure, 2 start, 18 collect, 5000 reset, 5002 configure, 5002 start, 5018 collect"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.phase);
        Room room;
        row.fail_once(room.sensor);
        room.run_until(6s);
        CHECK(room.sensor.take_calls() == row.calls);
        CHECK(room.sampler.latest().error() == bad_checksum);
    }
}

TEST_CASE("a chip that was left busy, before the first attempt, is asked again at once")
{
    Room room;
    room.silence();
    room.run_until(15ms);
    room.heal();
    room.run_until(1s);
    CHECK(room.sensor.take_calls() == "0 reset, 10 reset, 20 reset, 22 configure, 22 start, 38 collect");
    CHECK(room.log.take().empty());
}

TEST_CASE("retries come at the interval or 5 s, after three failures ever later, and for ever")
{
    struct Row {
        Duration interval;
        std::vector<std::chrono::seconds> delays;  // between attempts
    };
    const Row rows[] = {
        {1s, {1s, 1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s}},
        {5s, {5s, 5s, 10s, 20s, 40s, 60s, 60s}},
        {7s, {5s, 5s, 10s, 20s, 40s, 60s, 60s}},
        {3600s, {5s, 5s, 10s, 20s, 40s, 60s, 60s}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.interval.count());
        Room room{row.interval};
        room.sensor.on_reset = Failure{bad_checksum};
        room.time.advance(0s);
        std::string expected = "0 reset";
        Duration moment{};
        for (const auto delay : row.delays) {
            CHECK(room.sampler.until_next() == delay);
            moment += delay;
            room.run_until(moment);
            expected += ", " + std::to_string(moment / 1ms) + " reset";
        }
        CHECK(room.sensor.take_calls() == expected);
    }
}

TEST_CASE("a retry that is overdue for hours happens once")
{
    Room room;
    room.silence();
    room.run_until(1s);
    room.sensor.take_calls();
    room.time.freeze(10h);
    room.time.advance(5s);
    CHECK(room.sensor.take_calls() == "36001000 reset, 36005000 reset");
}

TEST_CASE("a sensor that comes back is sampled at its interval again, and the log says so")
{
    struct Row {
        Duration healed;
        std::string recovery;
        bool was_stale;
        std::string next_calls;  // from `healed` on, for six seconds
    };
    const Row rows[] = {
        {6s, "sensor room: answers again after 1 failure\n", false,
         "10000 reset, 10002 configure, 10002 start, 10018 collect"},
        {11s, "sensor room: answers again after 2 failures\n", false,
         "15000 reset, 15002 configure, 15002 start, 15018 collect"},
        {21s, "sensor room: answers again after 3 failures\n", true,
         "25000 reset, 25002 configure, 25002 start, 25018 collect"},
        {85s, "sensor room: answers again after 6 failures\n", true,
         "145000 reset, 145002 configure, 145002 start, 145018 collect, 150000 start, 150016 collect"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.healed.count());
        Room room;
        room.run_until(18ms);
        room.silence();
        room.run_until(row.healed);
        CHECK(room.log.take() == silent_line + (row.was_stale ? stale_line : ""));
        room.sensor.take_calls();

        room.heal();
        room.time.advance(row.healed == 85s ? 66s : 6s);
        CHECK(room.sensor.take_calls() == row.next_calls);
        CHECK(room.log.take() == "" + row.recovery);
        CHECK_FALSE(room.sampler.failure());
        CHECK(room.sampler.latest().has_value());
        CHECK(room.time.pending() == 1);
    }
}

TEST_CASE("the sensor that comes back with the third interval was never stale")
{
    Room room;
    room.run_until(18ms);
    room.sensor.on_start = Failure{no_answer};
    room.run_until(11s);
    room.sensor.on_start = 40ms;
    room.run_until(15'030ms);  // three intervals are over since 15'018, the measurement is not
    CHECK(room.sampler.latest()->sequence == 1);
    room.run_until(15'042ms);
    CHECK(room.sampler.latest()->sequence == 2);
    CHECK(room.log.take() == silent_line + "sensor room: answers again after 2 failures\n");
}

TEST_CASE("an attempt that was under way at the third interval and fails makes the reading stale")
{
    Room room;
    room.run_until(18ms);
    room.sensor.on_collect = Failure{no_answer};
    room.sensor.on_start = 40ms;
    room.run_until(15'041ms);
    CHECK(room.sampler.latest().has_value());
    CHECK(room.log.take() == silent_line);
    room.run_until(15'042ms);
    CHECK(room.sampler.latest().error() == no_answer);
    CHECK(room.log.take() == stale_line);
    room.run_until(1h);
    CHECK(room.log.take().empty());
}

TEST_CASE("another cause is told once, also when the causes take turns")
{
    const std::string checksum_line =
        "warning: sensor room: bad checksum from 0x44 on /dev/i2c-1: a noisy bus: shorten the wires, check the "
        "pull-ups\n";
    Room room;
    room.sensor.on_reset = Failure{no_answer};
    room.run_until(1s);
    CHECK(room.log.take() == silent_line);

    room.sensor.on_reset = Failure{bad_checksum};
    room.run_until(6s);
    CHECK(room.log.take() == checksum_line);
    CHECK(room.sampler.latest().error() == bad_checksum);

    room.sensor.on_reset = Failure{no_answer};
    room.run_until(11s);
    CHECK(room.log.take().empty());
    CHECK(room.sampler.latest().error() == no_answer);

    room.heal();
    room.run_until(21s);
    CHECK(room.log.take() == "sensor room: answers again after 3 failures\n");
    room.silence();
    room.run_until(26s);
    CHECK_MESSAGE(room.log.take() == silent_line, "a new failure is a new transition");
}

TEST_CASE("a second failure, after a recovery, goes stale and backs off from the beginning")
{
    Room room;
    room.run_until(18ms);
    room.silence();
    room.run_until(21s);
    room.heal();
    room.run_until(26s);  // sampled at 25'018
    room.silence();
    room.log.take();
    room.sensor.take_calls();
    room.run_until(40'018ms - 1us);
    CHECK(room.sampler.latest().has_value());
    room.run_until(51s);
    CHECK(room.sampler.latest().error() == no_answer);
    CHECK(room.log.take() == silent_line + stale_line);
    CHECK(room.sensor.take_calls() == "30000 start, 35000 reset, 40000 reset, 50000 reset");
}

TEST_CASE("a failing sampler that is destroyed cancels its timers")
{
    FakeScheduler time;
    RecordingLog log;
    FakeSensor sensor{time};
    {
        const Sampler sampler{time, log, sensor, "room", 5s};
        time.advance(18ms);
        sensor.on_start = Failure{no_answer};
        time.advance(5s);
        CHECK_MESSAGE(time.pending() == 2, "the next attempt, and the moment the reading goes stale");
    }
    CHECK(time.pending() == 0);
}

TEST_CASE("each sample, each failure and going stale is told as a change, with the state already there")
{
    Room room;
    std::vector<bool> fresh;
    const auto subscription =
        room.sampler.changes().subscribe([&] { fresh.push_back(room.sampler.latest().has_value()); });
    room.run_until(18ms);
    CHECK(fresh == std::vector{true});
    room.silence();
    room.run_until(15'018ms - 1us);
    const auto told = fresh.size();
    CHECK(told > 1);
    CHECK(fresh.back());
    room.run_until(15'018ms);
    CHECK(fresh.size() == told + 1);
    CHECK_FALSE(fresh.back());
}
