// SPDX-License-Identifier: MIT
#include "show/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace coapnode {

ShowStyle terminal_style(int fd)
{
    ShowStyle style;
    style.is_terminal = ::isatty(fd) == 1;
    winsize size{};
    if (style.is_terminal && ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = size.ws_col;
    return style;
}

}  // namespace coapnode
