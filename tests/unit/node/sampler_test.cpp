// SPDX-License-Identifier: MIT
// The sampler while its sensor works, or is merely slow.
#include "node/sampler_fixture.hpp"

using namespace coapnode;

TEST_CASE("nothing touches the chip before the loop runs")
{
    Room room;
    CHECK(room.sensor.take_calls().empty());
    const auto latest = room.sampler.latest();
    REQUIRE_FALSE(latest);
    CHECK(latest.error() == Error{Errc::not_ready, "no reading yet"});
    CHECK_FALSE(room.sampler.failure());
    CHECK(room.sampler.until_next() == 0s);
}

TEST_CASE("a sample is reset, configure, start and collect, each after the time the chip asks for")
{
    Room room;
    room.time.advance(18ms);
    CHECK(room.sensor.take_calls() == "0 reset, 2 configure, 2 start, 18 collect");

    const auto sample = room.sampler.latest();
    REQUIRE(sample);
    CHECK(sample->reading == Reading{}.with(Temperature::milli_celsius(23'732)));
    CHECK(sample->taken == FakeScheduler::start + 18ms);
    CHECK(to_rfc3339(sample->taken_at) == "2026-11-22T09:31:07.141Z");
    CHECK(sample->sequence == 1);
    CHECK(room.log.take().empty());
}

TEST_CASE("later samples stand on the grid of the first, without drift")
{
    Room room;
    room.run_until(10'016ms);
    CHECK(room.sensor.take_calls() ==
          "0 reset, 2 configure, 2 start, 18 collect, 5000 start, 5016 collect, 10000 start, 10016 collect");
    CHECK(room.sampler.latest()->sequence == 3);

    room.run_until(5s * 10'000 - 1us);
    room.sensor.take_calls();
    room.time.advance(16ms + 1us);
    CHECK(room.sensor.take_calls() == "50000000 start, 50000016 collect");
    CHECK(room.sampler.latest()->sequence == 10'001);
    CHECK_MESSAGE(room.time.pending() == 1, "one wake-up between two samples");
}

TEST_CASE("a busy chip is asked again, and the grid stays")
{
    Room room;
    room.sensor.busy_configures = 1;
    room.sensor.busy_collects = 2;
    room.run_until(5'016ms);
    CHECK(room.sensor.take_calls() ==
          "0 reset, 2 configure, 12 configure, 12 start, 28 collect, 38 collect, 48 collect, 5000 start, 5016 collect");
    CHECK(room.sampler.latest()->sequence == 2);
    CHECK(room.log.take().empty());
}

TEST_CASE("a chip that stays busy has failed, after a bounded number of questions")
{
    struct Row {
        int FakeSensor::*busy;
        int polls;
        bool fails;
    };
    const Row rows[] = {
        {&FakeSensor::busy_configures, Sampler::busy_polls, false},
        {&FakeSensor::busy_configures, Sampler::busy_polls + 1, true},
        {&FakeSensor::busy_collects, Sampler::busy_polls, false},
        {&FakeSensor::busy_collects, Sampler::busy_polls + 1, true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.polls);
        Room room;
        room.sensor.*row.busy = row.polls;
        room.run_until(1s);
        CHECK(room.sensor.*row.busy == 0);
        CHECK(room.sampler.failure().has_value() == row.fails);
        CHECK(room.sampler.latest().has_value() == !row.fails);
        if (row.fails) CHECK(room.sampler.failure() == Error{Errc::not_ready, "0x44 on /dev/i2c-1 still measures"});
        CHECK(room.log.take() == (row.fails ? "warning: sensor room: 0x44 on /dev/i2c-1 still measures\n" : ""));
    }
}

TEST_CASE("until_next counts down to the end of the next sample")
{
    struct Row {
        Duration moment;
        Duration left;
    };
    const Row rows[] = {
        {0ms, 2ms},       // after reset()
        {2ms, 16ms},      // measuring
        {18ms, 4'998ms},  // the sample is there: 5016 - 18
        {1s, 4'016ms},   {5s, 16ms}, {5'010ms, 6ms}, {5'016ms, 5s}, {10'015'999us, 1us}, {10'016ms, 5s},
    };
    Room room;
    for (const auto& row : rows) {
        CAPTURE(row.moment.count());
        room.run_until(row.moment);
        CHECK(room.sampler.until_next() == row.left);
    }
    room.time.freeze(10s);
    CHECK_MESSAGE(room.sampler.until_next() == 0s, "overdue is not negative");
}

TEST_CASE("after ten stopped hours there is one sample, not all that were missed")
{
    Room room;
    room.run_until(1s);
    room.sensor.take_calls();
    room.time.freeze(10h);

    CHECK(room.sampler.latest().error() == Error{Errc::not_ready, "no recent reading"});
    room.time.advance(0s);
    CHECK_MESSAGE(!room.sampler.latest(), "an attempt that began on a stale sample does not freshen it");
    room.time.advance(10s);
    CHECK(room.sensor.take_calls() ==
          "36001000 start, 36001016 collect, 36005000 start, 36005016 collect, 36010000 start, 36010016 collect");
    CHECK(room.sampler.latest()->sequence == 4);
    CHECK(room.log.take().empty());
}

TEST_CASE("a chip that measures for longer than the interval is read as often as it can be")
{
    Room room{1s};
    room.sensor.on_start = 1'500ms;
    room.run_until(6s);
    CHECK(
        room.sensor.take_calls() ==
        "0 reset, 2 configure, 2 start, 1502 collect, 2000 start, 3500 collect, 4000 start, 5500 collect, 6000 start");
}

TEST_CASE("timestamps follow the wall clock, intervals do not")
{
    Room room;
    room.run_until(1s);
    room.time.step_wall_clock(-1h);
    room.run_until(5'016ms);
    CHECK(to_rfc3339(room.sampler.latest()->taken_at) == "2026-11-22T08:31:12.139Z");
    CHECK(room.sampler.latest()->taken == FakeScheduler::start + 5'016ms);
}

TEST_CASE("the time of a sample is corrected when the wall clock is set, by its age")
{
    struct Row {
        WallTime::duration step;
        bool is_corrected;
    };
    for (const auto& [step, is_corrected] :
         {Row{48h, true}, Row{-10h, true}, Row{1s, true}, Row{999ms, false}, Row{-999ms, false}, Row{0s, false}}) {
        CAPTURE(step.count());
        Room room{1h};
        room.run_until(4s);
        const auto before = room.sampler.latest().value();
        int changes = 0;
        const auto subscription = room.sampler.changes().subscribe([&] { ++changes; });
        room.time.step_wall_clock(step);
        const auto after = room.sampler.latest().value();
        CHECK(after.taken_at == before.taken_at + (is_corrected ? step : 0s));
        CHECK(after.version == before.version + (is_corrected ? 1 : 0));
        CHECK(changes == (is_corrected ? 1 : 0));
        CHECK(after.sequence == 1);
        CHECK(after.taken == before.taken);
        room.run_until(1h + 1min);
        CHECK(room.sampler.latest()->version == after.version + 1);
    }
}

TEST_CASE("a clock that is set before there is a sample corrects nothing")
{
    Room room;
    room.time.step_wall_clock(48h);
    CHECK_FALSE(room.sampler.latest());
    room.run_until(18ms);
    CHECK(to_rfc3339(room.sampler.latest()->taken_at) == "2026-11-24T09:31:07.141Z");
}

TEST_CASE("readings are calibrated")
{
    Room room{5s, Calibration{{-400, 0, 0}}};
    room.run_until(18ms);
    CHECK(room.sampler.latest()->reading == Reading{}.with(Temperature::milli_celsius(23'332)));
}

TEST_CASE("destroying the sampler cancels whatever it waits for")
{
    for (const auto moment : {-1ms, 0ms, 2ms, 18ms, 5000ms}) {
        FakeScheduler time;
        RecordingLog log;
        FakeSensor sensor{time};
        {
            const Sampler sampler{time, log, sensor, "room", 5s};
            if (moment >= 0ms) time.advance(moment);
            CHECK(time.pending() == 1);
        }
        CHECK(time.pending() == 0);
        sensor.take_calls();
        time.advance(1h);
        CHECK(sensor.take_calls().empty());
    }
}
