// SPDX-License-Identifier: MIT
#include "node/led.hpp"

#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

struct FakeLine final : OutputLine {
    explicit FakeLine(std::vector<bool>& levels, const bool& broken) : levels_{levels}, broken_{broken} {}

    Result<void> drive(bool high) override
    {
        if (broken_) return fail(Errc::line_io, "GPIO17 cannot be driven");
        levels_.push_back(high);
        return {};
    }

    std::vector<bool>& levels_;
    const bool& broken_;
};

struct Wired {
    FakeScheduler time;
    RecordingLog log;
    std::vector<bool> levels;
    bool broken = false;
    Led led;

    Wired(bool active_low, bool on) : led{time, log, "lamp", std::make_unique<FakeLine>(levels, broken), active_low, on}
    {
    }
};

}  // namespace

TEST_CASE("a state is a level, turned round where the line is active low")
{
    for (const bool active_low : {false, true}) {
        for (const bool first : {false, true}) {
            for (const bool wanted : {false, true}) {
                CAPTURE(active_low);
                CAPTURE(first);
                CAPTURE(wanted);
                Wired wired{active_low, first};
                CHECK(wired.levels.empty());
                CHECK(wired.led.is_on() == first);
                REQUIRE(wired.led.set(wanted));
                CHECK(wired.led.is_on() == wanted);
                CHECK(wired.levels == std::vector{wanted != active_low});
                CHECK(wired.led.version() == (wanted == first ? 1 : 2));
            }
        }
    }
}

TEST_CASE("a line that fails leaves state and version alone")
{
    Wired wired{false, false};
    wired.broken = true;
    CHECK(wired.led.set(true).error() == Errc::line_io);
    CHECK_FALSE(wired.led.is_on());
    CHECK(wired.led.version() == 1);

    wired.broken = false;
    REQUIRE(wired.led.set(true));
    CHECK(wired.led.version() == 2);
}

TEST_CASE("turning the polarity keeps the state")
{
    Wired wired{false, true};
    REQUIRE(wired.led.set_active_low(true));
    CHECK(wired.levels == std::vector{false});
    CHECK(wired.led.is_on());
    CHECK(wired.led.version() == 1);
    REQUIRE(wired.led.set(false));
    CHECK(wired.levels == std::vector{false, true});

    wired.broken = true;
    CHECK(wired.led.set_active_low(false).error() == Errc::line_io);
    wired.broken = false;
    REQUIRE(wired.led.set(true));
    CHECK_MESSAGE(wired.levels.back(), "the next change follows the polarity that was asked for");
}

TEST_CASE("a change of state is told, a set() that changes nothing or fails is not")
{
    Wired wired{false, false};
    int told = 0;
    const auto subscription = wired.led.changes().subscribe([&] { ++told; });
    REQUIRE(wired.led.set(true));
    CHECK(told == 1);
    REQUIRE(wired.led.set(true));
    wired.broken = true;
    CHECK_FALSE(wired.led.set(false));
    CHECK(told == 1);
}
