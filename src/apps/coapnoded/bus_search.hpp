// SPDX-License-Identifier: MIT
/// Finds the chips on an I2C bus without disturbing them.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/hal/hardware.hpp"
#include "coapnode/sensors/models.hpp"

#include <functional>
#include <string>
#include <vector>

namespace coapnode {

/// A chip may not answer while it measures, and a daemon that runs at the same time makes it measure. So an address
/// without an answer is asked again, after a pause that is longer than a reset and a measurement.
constexpr int probe_tries = 3;
constexpr Duration probe_pause = 50ms;

/// Returns when the time is over.
using Pause = std::function<void(Duration)>;

struct FoundChip {
    I2cAddress where;
    std::vector<const Model*> models;  ///< one when it is certain; empty where the kernel owns the chip
    std::string owner{};               ///< the kernel's driver, "bmp280"
};

/// Only addresses that a driver knows are asked: a read can disturb an unknown chip. In the order of the addresses.
/// Errors: bus_missing, access_denied.
Result<std::vector<FoundChip>> search_bus(Hardware& hardware, const std::string& bus, const Pause& pause);

}  // namespace coapnode
