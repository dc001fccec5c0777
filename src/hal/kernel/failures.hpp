// SPDX-License-Identifier: MIT
/// How reading a file of sysfs failed, in sentences that name the sensor.
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// `kernel sensor "dht11"`
std::string kernel_sensor(std::string_view device);

/// No sensor is called like this: asks for the overlay that it needs.
Failure no_kernel_sensor(std::string_view device);

/// `what` is what was being read: "temperature". 0 as `error_number` stands for a file that was empty.
Failure cannot_read(std::string_view device, std::string_view what, int error_number);

}  // namespace coapnode
