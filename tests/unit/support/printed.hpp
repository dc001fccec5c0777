// SPDX-License-Identifier: MIT
/// What a piece of a test prints to stdout and stderr.
#pragma once

#include <iostream>
#include <sstream>
#include <string>

namespace coapnode {

struct Printed {
    std::string out;
    std::string err;
};

/// Runs `act` and returns what it printed. No CHECK within: doctest prints to stdout, too.
template <class Act>
Printed printed_by(Act act)
{
    std::ostringstream out;
    std::ostringstream err;
    auto* const real_out = std::cout.rdbuf(out.rdbuf());
    auto* const real_err = std::cerr.rdbuf(err.rdbuf());
    act();
    std::cout.rdbuf(real_out);
    std::cerr.rdbuf(real_err);
    return {out.str(), err.str()};
}

}  // namespace coapnode
