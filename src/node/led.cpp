// SPDX-License-Identifier: MIT
#include "node/led.hpp"

#include <utility>

namespace coapnode {

Led::Led(std::unique_ptr<OutputLine> line, bool active_low, bool on)
    : line_{std::move(line)}, active_low_{active_low}, on_{on}
{
}

Result<void> Led::set(bool on)
{
    // Driven even when nothing changes: asking again is how an owner puts right a line that something else disturbed.
    if (auto driven = line_->drive(on != active_low_); !driven) return driven;
    if (on == on_) return {};
    ++version_;
    on_ = on;
    changes_.emit();
    return {};
}

Result<void> Led::set_active_low(bool active_low)
{
    active_low_ = active_low;
    return line_->drive(on_ != active_low_);
}

}  // namespace coapnode
