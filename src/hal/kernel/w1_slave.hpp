// SPDX-License-Identifier: MIT
/// What the kernel shows of a 1-Wire thermometer (DS18B20 and its family) in the file w1_slave:
///
///     91 01 4b 46 7f ff 0c 10 70 : crc=70 YES
///     91 01 4b 46 7f ff 0c 10 70 t=25062
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

#include <string_view>

namespace coapnode {

/// Errors: no_answer (an empty file: the kernel gave up), bad_checksum, bad_value: a line that is held low, the 85 °C
/// of a chip that has not measured since it got its power, and what is beyond the range of the chip.
Result<Value> decode_w1_slave(std::string_view text, std::string_view device);

}  // namespace coapnode
