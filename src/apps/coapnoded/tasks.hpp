// SPDX-License-Identifier: MIT
/// What coapnoded can do instead of serving. Each prints to stdout and returns the exit code.
#pragma once

#include "apps/coapnoded/bus_search.hpp"
#include "coapnode/hal/hardware.hpp"

#include <iosfwd>
#include <string>

namespace coapnode {

int list_drivers(std::ostream& out);

/// The chips that answer on `bus`, as the `sensors:` section of a configuration, and the sensors that the kernel's own
/// drivers read there, with their values. When `bus` is empty: of every bus, and sensors of the kernel that are on
/// none.
int probe(std::ostream& out, Hardware& hardware, const std::string& bus, const Pause& pause);

}  // namespace coapnode
