// SPDX-License-Identifier: MIT
/// A test cannot set the machine's clock: what follows a step is tested with a fake one, at the samplers and the
/// history.
#include "loop/wall_clock.hpp"

#include "loop/poll_loop.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/timex.h>

#include <filesystem>

using namespace coapnode;

TEST_CASE("who says that the wall clock is kept right")
{
    const TemporaryDirectory run;
    std::filesystem::create_directories(run.path() / "waiting");
    run.write("done/synchronized", "");
    struct Row {
        std::string what;
        TimeKeeper keeper;
        std::optional<bool> expected;
    };
    const Row rows[] = {
        {"the kernel, yes", {TIME_OK, STA_PLL, run.path() / "waiting"}, true},
        {"the kernel, no", {TIME_ERROR, STA_UNSYNC, run.path() / "done"}, false},
        {"the kernel, no, among others", {TIME_ERROR, STA_UNSYNC | STA_PLL | STA_NANO, run.path() / "done"}, false},
        {"may not ask the kernel; timesyncd, yes", {-1, 0, run.path() / "done"}, true},
        {"may not ask the kernel; timesyncd, not yet", {-1, 0, run.path() / "waiting"}, false},
        {"may not ask the kernel; no timesyncd", {-1, 0, run.path() / "none"}, std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(is_synchronized(row.keeper) == row.expected);
    }
}

TEST_CASE("a clock that nobody keeps right is trusted once the machine has run for long enough")
{
    const TimeKeeper kept{TIME_OK, 0, {}};
    const TimeKeeper not_kept{TIME_ERROR, STA_UNSYNC, {}};
    const TimeKeeper unknown{-1, 0, {}};
    CHECK(is_trusted(kept, 0s));
    for (const auto& keeper : {not_kept, unknown}) {
        CHECK_FALSE(is_trusted(keeper, trusted_after - 1us));
        CHECK(is_trusted(keeper, trusted_after));
    }
}

TEST_CASE("while nobody sets the clock its watch is silent")
{
    WallClockWatch watch;
    pollfd waiting{watch.fd(), POLLIN, 0};
    CHECK(::poll(&waiting, 1, 0) == 0);
    CHECK_FALSE(watch.acknowledge());
}

TEST_CASE("a loop tells whether its clock is trusted, and of no step where there is none")
{
    PollLoop loop;
    CHECK(loop.is_wall_trusted() == is_trusted(time_keeper(), loop.now().time_since_epoch()));
    int steps = 0;
    const auto told = loop.wall_steps().subscribe([&] { ++steps; });
    const auto timer = loop.after(1ms, [&] { loop.quit(0); });
    CHECK(loop.run() == 0);
    CHECK(steps == 0);
}
