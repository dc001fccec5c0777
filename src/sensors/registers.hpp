// SPDX-License-Identifier: MIT
/// Registers that carry no checksum: how to read them all the same so that one disturbed transfer decides nothing.
#pragma once

#include "coapnode/hal/i2c_device.hpp"

namespace coapnode {

/// So often a register is read at most, until two reads in a row are the same. A chip that converts all the time may
/// change it in between once.
inline constexpr int most_reads = 4;

/// One read, from `first` on.
Result<void> read_registers(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// Reads until two reads in a row agree. Errors: bad_checksum when none do.
Result<void> read_agreeing(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// Whether no chip sent this: every byte the same, or equal to its own address, as wires do that are broken or held.
bool is_from_dead_bus(std::uint8_t first, ByteView values);

}  // namespace coapnode
