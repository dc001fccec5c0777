// SPDX-License-Identifier: MIT
/// The values of hwmon and IIO: which attributes hold them, and in which unit.
///
/// The kernel's rule (Documentation/hwmon/sysfs-interface.rst, ABI/testing/sysfs-bus-iio): m°C, m%RH and kPa, as
/// ..._input, or else as (..._raw + ..._offset) * ..._scale. Drivers that depart from it stand in kernel_device.cpp.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"
#include "hal/kernel/found_device.hpp"

#include <string>
#include <vector>

namespace coapnode {

std::vector<Quantity> quantities_of(const FoundDevice& found);

/// `device` is its name in messages. Blocks while the driver measures.
Result<Value> read_quantity(const FoundDevice& found, Quantity quantity, const std::string& device);

}  // namespace coapnode
