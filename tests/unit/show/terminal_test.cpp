// SPDX-License-Identifier: MIT
#include "show/terminal.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

using namespace coapnode;

TEST_CASE("a pipe is no terminal and has the usual width")
{
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const FileDescriptor reader{ends[0]};
    const FileDescriptor writer{ends[1]};
    const auto style = terminal_style(writer.get());
    CHECK_FALSE(style.is_terminal);
    CHECK(style.width == 80);
    CHECK_FALSE(style.colours);
}

TEST_CASE("a terminal has the width that it says, or the usual one")
{
    const FileDescriptor terminal{::posix_openpt(O_RDWR | O_NOCTTY)};
    REQUIRE(terminal.is_open());
    CHECK(terminal_style(terminal.get()).is_terminal);
    CHECK(terminal_style(terminal.get()).width == 80);
    const winsize size{.ws_row = 24, .ws_col = 132, .ws_xpixel = 0, .ws_ypixel = 0};
    REQUIRE(::ioctl(terminal.get(), TIOCSWINSZ, &size) == 0);
    CHECK(terminal_style(terminal.get()).width == 132);
}
