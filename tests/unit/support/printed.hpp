// SPDX-License-Identifier: MIT
/// What a piece of a test prints to stdout and stderr.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

namespace coapnode {

struct Printed {
    std::string out;
    std::string err;
};

/// In place of the process's stdout, until text() is called.
class FileForStdout {
public:
    FileForStdout()
    {
        std::fflush(stdout);
        ::dup2(file_.get(), STDOUT_FILENO);
    }
    std::string text()
    {
        ::dup2(real_.get(), STDOUT_FILENO);
        ::lseek(file_.get(), 0, SEEK_SET);
        constexpr std::size_t most = 1 << 20;
        std::string all;
        read_all(file_.get(), all, most);
        return all;
    }

private:
    FileDescriptor real_{::dup(STDOUT_FILENO)};
    FileDescriptor file_{::memfd_create("stdout", MFD_CLOEXEC)};
};

/// Runs `act` and returns what it printed, to stdout by either way. No CHECK within: doctest prints to stdout, too.
template <class Act>
Printed printed_by(Act act)
{
    std::ostringstream out;
    std::ostringstream err;
    FileForStdout file;
    auto* const real_out = std::cout.rdbuf(out.rdbuf());
    auto* const real_err = std::cerr.rdbuf(err.rdbuf());
    act();
    std::cout.rdbuf(real_out);
    std::cerr.rdbuf(real_err);
    return {file.text() + out.str(), err.str()};
}

}  // namespace coapnode
