// SPDX-License-Identifier: MIT
/// The Raspberry Pi itself, or any Linux machine with /dev/i2c-* and /dev/gpiochip*.
#pragma once

#include "coapnode/hal/hardware.hpp"

#include <memory>
#include <string>
#include <vector>

namespace coapnode {

std::unique_ptr<Hardware> linux_hardware();

/// Those of all chips that may be opened. Looks alone: no line is requested.
std::vector<std::string> gpio_line_names();

}  // namespace coapnode
