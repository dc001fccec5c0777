// SPDX-License-Identifier: MIT
/// An LED: a state, and the line that shows it.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/hal/output_line.hpp"

#include <cstdint>
#include <memory>

namespace coapnode {

class Led {
public:
    /// `line` already shows `on` (Hardware::open_output takes the first level).
    Led(std::unique_ptr<OutputLine> line, bool active_low, bool on);

    /// Errors: line_io; the state then stays what it was.
    [[nodiscard]] Result<void> set(bool on);

    /// Turns the polarity and drives the line anew, so that the state shown stays. Errors: line_io.
    [[nodiscard]] Result<void> set_active_low(bool active_low);

    [[nodiscard]] bool is_on() const { return on_; }

    /// Rises with every change of state, never with a set() that changes nothing.
    [[nodiscard]] std::uint64_t version() const { return version_; }

    /// Emitted with each change of state.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    std::unique_ptr<OutputLine> line_;
    bool active_low_;
    bool on_;
    std::uint64_t version_ = 1;
    ChangeSignal changes_;
};

}  // namespace coapnode
