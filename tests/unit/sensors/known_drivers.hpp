// SPDX-License-Identifier: MIT
/// What the tests know of each driver, one row each: from its datasheet, not from the driver's own row.
#pragma once

#include "sensors/driver_steps.hpp"

#include <map>
#include <string>
#include <vector>

namespace coapnode {

struct KnownDriver {
    std::string driver;
    std::string chip;  ///< as messages print it
    std::vector<std::uint8_t> addresses;

    // From nothing to a sample: what reset() and configure() do, what start() does, what collect() does.
    I2cScript set_up;
    I2cScript starts;
    I2cScript collects;
    Reading reading;
    Duration settling;   ///< the datasheet's longest
    Duration measuring;  ///< the same
    /// Steps of the three that a chip does not acknowledge while it is at work, and what it is asked then.
    std::map<std::size_t, I2cScript> may_be_busy;
    int steps = 1;  ///< how often collect() is called for a sample; each time but the last it says not_ready

    I2cScript stranger;  ///< what reset() and configure() meet at another chip
    I2cScript itself;    ///< what a probe meets
    Match match;

    [[nodiscard]] I2cScript script() const { return set_up + starts + collects; }
};

/// One for each driver. A driver that serves two chips has a row for each of them.
#define DRIVER(name) std::vector<KnownDriver> known_##name();
#include "coapnode/hal/drivers.def"

std::vector<KnownDriver> known_drivers();

}  // namespace coapnode
