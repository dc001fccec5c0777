// SPDX-License-Identifier: MIT
/// The Raspberry Pi itself, or any Linux machine with /dev/i2c-* and /dev/gpiochip*.
#pragma once

#include "coapnode/hal/hardware.hpp"

#include <memory>

namespace coapnode {

std::unique_ptr<Hardware> linux_hardware();

}  // namespace coapnode
