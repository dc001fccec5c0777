// SPDX-License-Identifier: MIT
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/output_line.hpp"

namespace coapnode {

std::string to_string(const I2cAddress& where)
{
    constexpr auto digits = "0123456789abcdef";
    return std::string{"0x"} + digits[where.address >> 4] + digits[where.address & 0xf] + " on " + where.bus;
}

std::string to_string(const LineAddress& where)
{
    return where.chip.empty() ? where.line : "line " + std::to_string(where.offset) + " of " + where.chip;
}

}  // namespace coapnode
