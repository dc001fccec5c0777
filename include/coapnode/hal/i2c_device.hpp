// SPDX-License-Identifier: MIT
/// One chip on one I2C bus, as its driver sees it.
///
/// Each call is one bus transaction. The back end bounds its time (50 ms on a hung bus). Errors: no_answer (address or
/// data not acknowledged), bus_timeout, bus_io, bus_busy, bus_missing, access_denied. The message names the address and
/// the bus.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"

#include <cstdint>
#include <string>

namespace coapnode {

/// The place of a chip: a bus such as /dev/i2c-1, and the 7-bit address.
struct I2cAddress {
    std::string bus;
    std::uint8_t address{};

    bool operator==(const I2cAddress&) const = default;
};

/// "0x44 on /dev/i2c-1"
std::string to_string(const I2cAddress& where);

class I2cDevice {
public:
    virtual ~I2cDevice() = default;

    [[nodiscard]] virtual Result<void> write(ByteView out) = 0;
    [[nodiscard]] virtual Result<void> read(MutableBytes in) = 0;
    /// Write, repeated START, read: the usual way to read a register.
    [[nodiscard]] virtual Result<void> write_read(ByteView out, MutableBytes in) = 0;

    /// The place of the chip, for messages of drivers: "0x44 on /dev/i2c-1".
    [[nodiscard]] virtual std::string where() const = 0;
};

}  // namespace coapnode
