// SPDX-License-Identifier: MIT
/// What to say of a chip that a driver of the kernel has.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/hal/kernel_sensors.hpp"

#include <string>

namespace coapnode {

/// "{driver: kernel, device: 1-0076, measures: [temperature, pressure]}": a sensor of a configuration, without its
/// name. `measures` is left out where the device's name tells.
std::string as_yaml(const KernelSensorInfo& sensor);

/// Where `failed` is bus_busy: the same with the name of the kernel driver, and how to read the chip through it.
Failure with_owner(Error failed, const KernelSensors& sensors, const I2cAddress& where);

}  // namespace coapnode
