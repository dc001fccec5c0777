// SPDX-License-Identifier: MIT
/// The keys of a sensor that a driver of the kernel reads.
#pragma once

#include "config/keys.hpp"

namespace coapnode {

/// device: and measures:, which stand with driver: kernel alone. Behind the row of driver:.
void add_kernel_keys(NodeKeys<SensorConfig>& keys);

/// Whether the sensor that is being read measures it, as far as that is known.
bool may_measure(const NodeReading& reading, Quantity quantity);

/// What only driver: kernel takes, and what it does not take.
void check_kernel_keys(YamlSection& in, SensorConfig& sensor, NodeReading& reading);

}  // namespace coapnode
