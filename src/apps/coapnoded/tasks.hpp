// SPDX-License-Identifier: MIT
/// What coapnoded can do instead of serving. Each prints to stdout and returns the exit code.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/hal/hardware.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace coapnode {

int list_drivers(std::ostream& out);

/// A chip may not answer while it measures, and a daemon that runs beside --probe makes it measure. So an address
/// without an answer is asked again, after a pause that is longer than a reset and a measurement.
constexpr int probe_tries = 3;
constexpr Duration probe_pause = 50ms;

/// Returns when the time is over.
using Pause = std::function<void(Duration)>;

/// The chips that answer on `bus`, or on every bus when it is empty, as the `sensors:` section of a configuration.
int probe(std::ostream& out, Hardware& hardware, const std::string& bus, const Pause& pause);

}  // namespace coapnode
