// SPDX-License-Identifier: MIT
/// One GPIO line driven as an output. The object holds the line for as long as it lives.
#pragma once

#include "coapnode/core/result.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// Names a line: by its name on any chip ("GPIO17"), or by chip and offset when `chip` is not empty.
struct LineAddress {
    std::string line;
    std::string chip;
    unsigned offset{};

    bool operator==(const LineAddress&) const = default;
};

/// "GPIO17" or "line 17 of /dev/gpiochip0"
std::string to_string(const LineAddress& where);

class OutputLine {
public:
    virtual ~OutputLine() = default;

    /// Sets the physical level. The Led applies the polarity (active_low). Errors: line_io.
    [[nodiscard]] virtual Result<void> drive(bool high) = 0;
};

}  // namespace coapnode
