// SPDX-License-Identifier: MIT
#include "node/rate_limited_log.hpp"

#include "node/sampler.hpp"
#include "support/fake_scheduler.hpp"
#include "support/fake_sensor.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace coapnode;

namespace {

constexpr auto at_once = static_cast<std::size_t>(RateLimitedLog::paces[0].at_once);

std::size_t lines_of(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

struct Bench {
    FakeScheduler time;
    RecordingLog written;
    RateLimitedLog log{time, written};
};

}  // namespace

TEST_CASE("the first lines are written at once; then the latest, a minute later, with how many were left out")
{
    Bench bench;
    for (std::size_t i = 1; i <= at_once; ++i) {
        bench.log.warning("sensor room", "line " + std::to_string(i));
        CHECK(bench.written.take() == "warning: line " + std::to_string(i) + '\n');
    }
    for (int i = 0; i < 38; ++i) {
        bench.time.advance(1s);
        bench.log.warning("sensor room", "silent");
        bench.log.info("sensor room", "answers");
    }
    CHECK(bench.written.take().empty());
    CHECK(bench.log.dropped() == 75);
    bench.time.advance(22s - 1us);
    CHECK(bench.written.take().empty());
    bench.time.advance(1us);
    CHECK(bench.written.take() == "answers (and 75 lines like this were left out in the last minute)\n");
    bench.time.advance(1h);
    CHECK(bench.written.take().empty());
    bench.log.warning("sensor room", "silent");
    CHECK_MESSAGE(bench.written.take() == "warning: silent\n", "nothing was left out since");
}

TEST_CASE("a line that only had to wait is written as it is")
{
    Bench bench;
    for (std::size_t i = 0; i <= at_once; ++i)
        bench.log.info("reload", "reloaded");
    CHECK(lines_of(bench.written.take()) == at_once);
    bench.time.advance(1min);
    CHECK(bench.written.take() == "reloaded\n");
    CHECK(bench.log.dropped() == 0);
}

TEST_CASE("causes do not take each other's place, and what has no cause is written always")
{
    Bench bench;
    for (int i = 0; i < 100; ++i)
        bench.log.warning("sensor room", "silent");
    bench.written.take();
    bench.log.warning("sensor cellar", "silent");
    CHECK(bench.written.take() == "warning: silent\n");
    for (int i = 0; i < 100; ++i)
        bench.log.error("out of memory");
    CHECK(lines_of(bench.written.take()) == 100);
}

TEST_CASE("lines that belong together are told together, and counted one by one")
{
    Bench bench;
    const LogLines report{"a:1: wrong", "not reloaded"};
    for (std::size_t i = 0; i < at_once + 2; ++i)
        bench.log.write_often("reload", LogLevel::error, report);
    CHECK(lines_of(bench.written.take()) == 2 * at_once);
    CHECK(bench.log.dropped() == 2);
    bench.time.advance(1min);
    CHECK(bench.written.take() ==
          "error: a:1: wrong\nerror: not reloaded (and 2 lines like this were left out in the last minute)\n");
}

TEST_CASE("what waits at the end is written")
{
    Bench bench;
    for (std::size_t i = 0; i < at_once + 2; ++i)
        bench.log.info("reload", "reloaded");
    bench.written.take();
    bench.log.flush();
    CHECK(bench.written.take() == "reloaded (and 1 line like this was left out in the last minute)\n");
    CHECK(bench.time.pending() == 0);
}

TEST_CASE("whatever is left out is counted: as many lines as came were written or dropped")
{
    Bench bench;
    std::size_t written = 0;
    std::size_t came = 0;
    for (int second = 0; second < 10'000; ++second) {
        for (int i = 0; i < second % 7; ++i, ++came)
            bench.log.info("led lamp", "its pattern ends");
        bench.time.advance(1s);
        written += lines_of(bench.written.take());
    }
    bench.log.flush();
    written += lines_of(bench.written.take());
    CHECK(written + bench.log.dropped() == came);
}

TEST_CASE("as many causes as there may be, and one more: those beyond share a pace")
{
    Bench bench;
    const auto flood = [&](const std::string& cause) {
        for (std::size_t i = 0; i < 2 * at_once; ++i)
            bench.log.warning(cause, "silent");
        return lines_of(bench.written.take());
    };
    for (std::size_t i = 0; i < RateLimitedLog::most_causes; ++i)
        CHECK(flood("sensor " + std::to_string(i)) == at_once);
    CHECK(flood("one more") == at_once);
    CHECK_MESSAGE(flood("and another") == 0, "it shares the pace of the one before");
    bench.time.advance(24h);
    bench.written.take();
    CHECK_MESSAGE(flood("one more") == at_once, "the others are forgotten by now");
    CHECK(flood("and another") == at_once);
}

TEST_CASE("a loose wire: 1 s off and 2 s on, read each second, for a day")
{
    Bench bench;
    FakeSensor sensor{bench.time};
    Sampler sampler{bench.time, bench.log, sensor, "room", 1s};
    std::size_t lines = 0;
    const auto shake_for = [&](Duration duration) {
        for (const auto end = bench.time.now() + duration; bench.time.now() < end;) {
            sensor.on_start = fail(Errc::no_answer, "no answer at 0x44 on /dev/i2c-1");
            bench.time.advance(1s);
            sensor.on_start = 16ms;
            bench.time.advance(2s);
        }
        lines += lines_of(bench.written.take());
    };
    shake_for(1min);
    CHECK(lines >= 2);
    CHECK(lines <= 6 + 1);
    shake_for(59min);
    CHECK(lines <= 6 + 60);
    shake_for(23h);
    CHECK(lines <= 60 + 6 * 24);
    CHECK(sampler.failures() >= 28'000);
    CHECK(bench.log.dropped() >= 57'000 - lines);
    bench.time.advance(10min);
    const auto last = bench.written.take();
    CHECK_MESSAGE(last.find("sensor room: answers again") != std::string::npos, "the log ends with what is true");
}
