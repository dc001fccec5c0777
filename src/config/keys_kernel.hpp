// SPDX-License-Identifier: MIT
/// The keys of a sensor that a driver of the kernel reads.
#pragma once

#include "config/keys.hpp"

namespace coapnode {

/// device: and measures:, which are valid with driver: kernel only. They follow the row of driver:.
void add_kernel_keys(NodeKeys<SensorConfig>& keys);

/// Whether the current sensor measures the quantity, as far as is known.
bool may_measure(const NodeReading& reading, Quantity quantity);

/// Checks the keys that only driver: kernel accepts, and those that it does not accept.
void check_kernel_keys(YamlSection& in, SensorConfig& sensor, NodeReading& reading);

}  // namespace coapnode
