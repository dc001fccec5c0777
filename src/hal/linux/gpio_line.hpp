// SPDX-License-Identifier: MIT
/// From a line's name, or its chip and offset, to the line.
#pragma once

#include "hal/linux/gpio_chip.hpp"

#include <vector>

namespace coapnode {

/// `chips` are the paths to look for a named line on. A name that stands on two of them is an error: the kernel's line
/// names need not be unique, and what hangs on the wrong line would be switched.
/// Errors: line_missing, line_busy, access_denied, line_io.
Result<std::unique_ptr<OutputLine>> open_gpio_line(const LineAddress& where, bool high,
                                                   const std::vector<std::string>& chips,
                                                   const OpenGpioChip& open_chip);

}  // namespace coapnode
