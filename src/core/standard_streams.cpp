// SPDX-License-Identifier: MIT
#include "coapnode/core/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

namespace coapnode {

void occupy_closed_streams()
{
    // In this order each is the lowest free descriptor. Commands that are started inherit it, so it is not CLOEXEC.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1)
            static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
}

std::string stream_failure(int error)
{
    return error == EBADF ? "it is closed" : std::generic_category().message(error);
}

}  // namespace coapnode
