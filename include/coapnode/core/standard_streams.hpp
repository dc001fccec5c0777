// SPDX-License-Identifier: MIT
/// stdin, stdout and stderr of a program that was started without one of them, such as `coapnode ... >&-`.
#pragma once

#include <string>

namespace coapnode {

/// Opens /dev/null in place of each stream that is closed, in the wrong direction: to read or write it still fails with
/// EBADF. Otherwise the next file or socket takes its number, and what is printed goes there. main() calls it first.
void occupy_closed_streams();

/// Why a standard stream could not be read or written; `error` is an errno value.
std::string stream_failure(int error);

}  // namespace coapnode
