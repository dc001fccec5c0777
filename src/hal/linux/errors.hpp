// SPDX-License-Identifier: MIT
/// What an errno of the kernel means (Documentation/i2c/fault-codes.rst, open(2), linux/gpio.h).
#pragma once

#include "coapnode/core/error.hpp"

namespace coapnode {

/// Of opening /dev/i2c-N and claiming the address.
Errc i2c_open_errc(int error_number);

/// Of a transfer. EBUSY here is a bus that something holds, not a chip that a kernel driver owns.
Errc i2c_transfer_errc(int error_number);

/// Of opening a GPIO chip or requesting one of its lines.
Errc gpio_errc(int error_number);

}  // namespace coapnode
