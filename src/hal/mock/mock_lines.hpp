// SPDX-License-Identifier: MIT
/// The mock GPIO lines: those of a Raspberry Pi, 54 on /dev/gpiochip0, the first 28 with names (GPIO0 to GPIO27).
#pragma once

#include "coapnode/hal/output_line.hpp"
#include "hal/mock/mock_files.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

/// A line as a test sees it.
struct MockLine {
    bool held = false;    ///< somebody drives it
    bool high = false;    ///< stays when it is released, as on a Pi
    bool broken = false;  ///< a fault: it cannot be driven any more
};

class MockLines {
public:
    explicit MockLines(MockFiles files) : files_{std::move(files)} {}

    /// The handle must not outlive the lines. Errors: line_missing, line_busy, line_io.
    Result<std::unique_ptr<OutputLine>> open(const LineAddress& where, bool high);

    /// "GPIO17"; throws std::out_of_range where there is none.
    MockLine& line(std::string_view name);

    Result<void> drive(unsigned offset, bool high, const LineAddress& where);
    void release(unsigned offset) { lines_[offset].held = false; }

private:
    MockFiles files_;
    std::array<MockLine, 54> lines_{};
};

}  // namespace coapnode
