// SPDX-License-Identifier: MIT
/// An I2cDevice over the kernel's /dev/i2c-N (Documentation/i2c/dev-interface.rst).
///
/// So that no call holds the caller for more than 50 ms on a hung bus, the adapter's time-out is set to 20 ms and its
/// retries to 0, for every user of that adapter. i2c-bcm2835 (Raspberry Pi 1 to 4) waits for it once, however many
/// messages a transfer has. i2c-designware (Pi 5) adds some 20 ms, waiting for an idle bus before or switching itself
/// off after. i2c-gpio waits for it at each clock edge that does not come: twice when the clock is held low, at the
/// address and at the STOP.
///
/// The price: a transfer must be over in 20 ms. That is 200 bytes at 100 kHz, but 20 on a bus slowed down to 10 kHz.
#pragma once

#include "coapnode/hal/i2c_device.hpp"

#include <memory>

namespace coapnode {

/// Opens the bus and makes sure that no kernel driver owns the address. That a chip answers is not checked.
/// After a failure other than no_answer the bus is closed, and opened again by the next call: an adapter on USB can
/// come back, and its driver cannot go away before the last user has closed it.
/// Errors: bus_missing, bus_busy, access_denied, bus_io.
Result<std::unique_ptr<I2cDevice>> open_i2c_dev(const I2cAddress& where);

}  // namespace coapnode
