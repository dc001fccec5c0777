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
