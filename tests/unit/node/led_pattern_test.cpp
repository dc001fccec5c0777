// SPDX-License-Identifier: MIT
#include "node/led.hpp"
#include "support/fake_line.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

struct Lamp {
    FakeScheduler time;
    RecordingLog log;
    LineState line;
    Led led{time, log, "lamp", std::make_unique<FakeLine>(line), false, false};
    int told = 0;
    Subscription listening = led.changes().subscribe([this] { ++told; });

    void run_until(Duration moment) { time.advance(moment - time.elapsed()); }
};

struct Level {
    Duration at;
    bool high;
};

}  // namespace

TEST_CASE("patterns over time")
{
    struct Row {
        std::string what;
        LedPattern pattern;
        std::vector<Level> levels;  ///< at these moments after the beginning
        bool ends;                  ///< by itself, before the last of them
        bool ends_on;
    };
    const Row rows[] = {
        {"on for a while", Steady{true, 30s}, {{0s, true}, {29'999ms, true}, {30s, false}, {1h, false}}, true, false},
        {"off for a while", Steady{false, 100ms}, {{0s, false}, {99ms, false}, {100ms, true}, {1h, true}}, true, true},
        {"on for good", Steady{true}, {{0s, true}, {48h, true}}, false, true},
        {"blink",
         Blink{},
         {{0s, true},
          {499ms, true},
          {500ms, false},
          {999ms, false},
          {1s, true},
          {1499ms, true},
          {1500ms, false},
          {3600s, true},
          {3600'499ms, true},
          {3600'500ms, false}},
         false,
         false},
        {"three times",
         Blink{2s, 0.25, 3},
         {{0s, true},
          {499ms, true},
          {500ms, false},
          {2s, true},
          {2500ms, false},
          {4s, true},
          {4499ms, true},
          {4500ms, false},
          {6s, false},
          {7s, false}},
         true,
         false},
        {"once", Blink{1s, 0.99, 1}, {{0s, true}, {989ms, true}, {990ms, false}, {1s, false}}, true, false},
        {"the fastest",
         Blink{100ms, 0.01, std::nullopt},
         {{0s, true}, {999us, true}, {1ms, false}, {100ms, true}, {101ms, false}},
         false,
         false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Lamp lamp;
        REQUIRE(lamp.led.play(row.pattern));
        const auto version = lamp.led.version();
        for (const auto& [at, high] : row.levels) {
            CAPTURE(at.count());
            lamp.run_until(at);
            CHECK(lamp.line.high == high);
            CHECK(lamp.led.is_on() == high);
        }
        CHECK(ends_on(row.pattern) == row.ends_on);
        CHECK(lamp.led.pattern() == (row.ends ? LedPattern{Steady{row.ends_on}} : row.pattern));
        CHECK(lamp.led.version() == version + (row.ends ? 1 : 0));
        CHECK(lamp.told == (row.ends ? 2 : 1));
        CHECK(lamp.time.pending() == (row.ends || !moves(row.pattern) ? 0 : 1));
        CHECK(lamp.log.take().empty());
    }
}

TEST_CASE("edges stand on a grid, however late each of them comes")
{
    Lamp lamp;
    REQUIRE(lamp.led.play(Blink{}));
    for (int i = 0; i < 1000; ++i) {
        lamp.time.freeze(333ms);
        lamp.time.advance(1ms);
    }
    lamp.run_until(334'250ms);
    CHECK(lamp.line.high);
    lamp.run_until(334'499ms);
    CHECK(lamp.line.high);
    lamp.run_until(334'500ms);
    CHECK_FALSE(lamp.line.high);
}

TEST_CASE("a process that was stopped goes on with what is due, not with what it missed")
{
    struct Row {
        LedPattern pattern;
        Duration stopped;
        bool high;
        bool over;
    };
    const Row rows[] = {
        {Blink{}, 3600'700ms, false, false},       {Blink{}, 3600'200ms, true, false},
        {Blink{1s, 0.5, 5}, 4'499ms, true, false}, {Blink{1s, 0.5, 5}, 4'500ms, false, true},
        {Blink{1s, 0.5, 5}, 1h, false, true},      {Steady{true, 30s}, 1h, false, true},
        {Steady{false, 30s}, 1h, true, true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.stopped.count());
        Lamp lamp;
        REQUIRE(lamp.led.play(row.pattern));
        const auto drives = lamp.line.drives;
        lamp.time.freeze(row.stopped);
        lamp.time.advance(0s);
        CHECK(lamp.line.high == row.high);
        CHECK(lamp.line.drives == drives + 1);
        CHECK(moves(lamp.led.pattern()) != row.over);
    }
}

TEST_CASE("whatever an LED is told replaces its pattern")
{
    const LedPattern patterns[] = {Steady{false},     Steady{true}, Steady{true, 30s},
                                   Steady{false, 1s}, Blink{},      Blink{2s, 0.25, 3}};
    for (const auto& first : patterns) {
        for (const auto& second : patterns) {
            Lamp lamp;
            REQUIRE(lamp.led.play(first));
            const auto version = lamp.led.version();
            lamp.run_until(300ms);
            REQUIRE(lamp.led.play(second));
            CHECK(lamp.line.high == begins_on(second));
            CHECK(lamp.led.pattern() == second);
            CHECK_MESSAGE(lamp.led.version() == version + (first == second ? 0 : 1), "the same again is no change");
            CHECK(lamp.time.pending() == (moves(second) ? 1 : 0));
        }
    }
}

TEST_CASE("the same again begins anew")
{
    Lamp lamp;
    REQUIRE(lamp.led.play(Steady{true, 30s}));
    lamp.run_until(20s);
    REQUIRE(lamp.led.play(Steady{true, 30s}));
    lamp.run_until(49'999ms);
    CHECK(lamp.line.high);
    lamp.run_until(50s);
    CHECK_FALSE(lamp.line.high);
}

TEST_CASE("a line that fails in the midst of a pattern: told once, and the pattern is over")
{
    Lamp lamp;
    REQUIRE(lamp.led.play(Blink{}));
    const auto version = lamp.led.version();
    lamp.run_until(2'200ms);
    lamp.line.broken = true;
    lamp.run_until(10s);
    CHECK(lamp.log.take() ==
          "warning: led lamp: its pattern ends: cannot drive GPIO17: check the line with gpioinfo\n");
    CHECK_MESSAGE(lamp.led.pattern() == LedPattern{Steady{true}}, "as it was shown last");
    CHECK(lamp.led.version() == version + 1);
    CHECK(lamp.time.pending() == 0);
}

TEST_CASE("a pattern that cannot begin leaves the one before going on")
{
    Lamp lamp;
    REQUIRE(lamp.led.play(Steady{true, 30s}));
    lamp.line.broken = true;
    CHECK(lamp.led.play(Blink{}).error() == Errc::line_io);
    CHECK(lamp.led.pattern() == LedPattern{Steady{true, 30s}});
    lamp.line.broken = false;
    lamp.run_until(30s);
    CHECK_FALSE(lamp.line.high);
    CHECK(lamp.log.take().empty());
}

TEST_CASE("an LED that goes takes its pattern along")
{
    FakeScheduler time;
    RecordingLog log;
    LineState line;
    {
        Led led{time, log, "lamp", std::make_unique<FakeLine>(line), false, false};
        REQUIRE(led.play(Blink{}));
    }
    CHECK(time.pending() == 0);
}

TEST_CASE("turning the polarity in the midst of a pattern turns every edge")
{
    Lamp lamp;
    REQUIRE(lamp.led.play(Blink{}));
    REQUIRE(lamp.led.set_active_low(true));
    CHECK_FALSE(lamp.line.high);
    lamp.run_until(500ms);
    CHECK(lamp.line.high);
}
