// SPDX-License-Identifier: MIT
/// What PollLoop alone does. What every loop does: tests/unit/service/event_loop_test.cpp.
#include "loop/poll_loop.hpp"

#include <doctest/doctest.h>

#include <sys/eventfd.h>
#include <unistd.h>
#include <stdexcept>
#include <system_error>

using namespace coapnode;

TEST_CASE("a descriptor that is closed while it is watched ends the loop, which would turn for ever")
{
    PollLoop loop;
    const int fd = ::eventfd(0, EFD_CLOEXEC);
    REQUIRE(fd >= 0);
    const auto watch = loop.on_readable(fd, [] {});
    const auto closes = loop.after(0s, [&] { ::close(fd); });
    const auto guard = loop.after(20s, [] { throw std::runtime_error{"the loop still turns"}; });
    CHECK_THROWS_AS(loop.run(), std::system_error);
}

TEST_CASE("timers without a delay that go on for ever leave descriptors their turn")
{
    PollLoop loop;
    const int fd = ::eventfd(1, EFD_CLOEXEC);
    REQUIRE(fd >= 0);
    const auto watch = loop.on_readable(fd, [&] { loop.quit(0); });
    const auto guard = loop.after(20s, [&] { loop.quit(1); });
    std::function<void()> again;
    Timer timer;
    again = [&] { timer = loop.after(0s, again); };
    again();
    CHECK(loop.run() == 0);
    ::close(fd);
}

TEST_CASE("what a timer holds may take other timers away")
{
    PollLoop loop;
    auto other = std::make_shared<Timer>(loop.after(1h, [] {}));
    auto timer = loop.after(1h, [held = std::move(other)] {});
    timer.reset();
    const auto ends = loop.after(0s, [&] { loop.quit(7); });
    CHECK(loop.run() == 7);
}
