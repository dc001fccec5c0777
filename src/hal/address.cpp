// SPDX-License-Identifier: MIT
#include "coapnode/core/hex.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/output_line.hpp"

namespace coapnode {

std::string to_string(const I2cAddress& where)
{
    return to_hex_number(where.address) + " on " + where.bus;
}

std::string to_string(const LineAddress& where)
{
    return where.chip.empty() ? where.line : "line " + std::to_string(where.offset) + " of " + where.chip;
}

}  // namespace coapnode
