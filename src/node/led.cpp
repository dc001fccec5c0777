// SPDX-License-Identifier: MIT
#include "node/led.hpp"

#include <utility>

namespace coapnode {

Led::Led(Scheduler& scheduler, Log& log, std::string name, std::unique_ptr<OutputLine> line, bool active_low, bool on)
    : scheduler_{scheduler},
      log_{log},
      name_{std::move(name)},
      line_{std::move(line)},
      active_low_{active_low},
      on_{on},
      pattern_{Steady{on}}
{
}

Result<void> Led::play(const LedPattern& pattern)
{
    // Drives the line even when nothing changes: a repeated command repairs a line that something else has changed.
    if (auto shown = show(begins_on(pattern)); !shown) return shown;
    player_.reset();
    if (moves(pattern)) {
        player_.emplace(
            scheduler_, pattern, [this](bool on) { return show_edge(on); },
            [this] {
                player_.reset();
                set_pattern(Steady{on_});
            });
    }
    set_pattern(pattern);
    return {};
}

Result<void> Led::set_active_low(bool active_low)
{
    active_low_ = active_low;
    return line_->drive(on_ != active_low_);
}

Result<void> Led::show(bool on)
{
    if (auto driven = line_->drive(on != active_low_); !driven) return driven;
    on_ = on;
    return {};
}

bool Led::show_edge(bool on)
{
    const auto shown = show(on);
    if (!shown) log_.warning("led " + name_, "led " + name_ + ": its pattern ends: " + sentence(shown.error()));
    return shown.has_value();
}

void Led::set_pattern(const LedPattern& pattern)
{
    if (pattern == pattern_) return;
    pattern_ = pattern;
    ++version_;
    changes_.emit();
}

}  // namespace coapnode
