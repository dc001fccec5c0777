// SPDX-License-Identifier: MIT
/// The JSON of devices for /devices and events. Pure.
#pragma once

#include "gateway/device.hpp"

#include <string>

namespace coapnode {

/// A smaller difference of a node's clock is not reported.
inline constexpr std::chrono::seconds tolerated_clock_offset{30};

/// {"name":…,"uri":…,"state":"up","since":…}
std::string device_as_json(const Device& device, const Clock& clock);

/// The same with "resources": what the node's /.well-known/core lists.
std::string device_with_resources_as_json(const Device& device, const Clock& clock);

}  // namespace coapnode
