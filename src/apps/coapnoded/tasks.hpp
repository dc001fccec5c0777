// SPDX-License-Identifier: MIT
/// What coapnoded can do instead of serving. Each prints to stdout and returns the exit code.
#pragma once

#include "coapnode/config/load.hpp"
#include "coapnode/hal/hardware.hpp"

#include <iosfwd>
#include <string>

namespace coapnode {

/// Every mistake, one a line.
void print_mistakes(std::ostream& out, const Mistakes& mistakes);

/// The same of what does not keep a node from starting.
void print_warnings(std::ostream& out, const Mistakes& warnings);

int list_drivers(std::ostream& out);

/// The chips that answer on `bus`, or on every bus when it is empty, as the `sensors:` section of a configuration.
int probe(std::ostream& out, Hardware& hardware, const std::string& bus);

}  // namespace coapnode
