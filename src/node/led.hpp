// SPDX-License-Identifier: MIT
/// An LED: the last command, and the line that shows it.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/hal/output_line.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "node/led_pattern.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace coapnode {

class Led {
public:
    /// `line` already shows `on` (Hardware::open_output sets the first level). `scheduler` and `log` must outlive the
    /// LED. Log lines name it by `name`.
    Led(Scheduler& scheduler, Log& log, std::string name, std::unique_ptr<OutputLine> line, bool active_low, bool on);
    Led(const Led&) = delete;
    Led& operator=(const Led&) = delete;

    /// The same as play() of a permanent state.
    [[nodiscard]] Result<void> set(bool on) { return play(Steady{on}); }

    /// Starts the pattern and replaces the one before. Errors: line_io; then nothing changes. A line that fails later
    /// is logged; the pattern then ends and the LED keeps its last state.
    [[nodiscard]] Result<void> play(const LedPattern& pattern);

    /// Changes the polarity and drives the line again, so that the state shown stays. Errors: line_io.
    [[nodiscard]] Result<void> set_active_low(bool active_low);

    void rename(std::string name) { name_ = std::move(name); }

    /// The state shown at this moment.
    [[nodiscard]] bool is_on() const { return on_; }

    /// The last command; after its end, the state that it left.
    [[nodiscard]] const LedPattern& pattern() const { return pattern_; }

    /// Rises when pattern() changes: with each new command and when a pattern ends, but not at each edge of blinking.
    [[nodiscard]] std::uint64_t version() const { return version_; }

    /// Emitted with each change of pattern().
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    [[nodiscard]] Result<void> show(bool on);
    [[nodiscard]] bool show_edge(bool on);
    void set_pattern(const LedPattern& pattern);

    Scheduler& scheduler_;
    Log& log_;
    std::string name_;
    std::unique_ptr<OutputLine> line_;
    bool active_low_;
    bool on_;
    LedPattern pattern_;
    std::optional<LedPlayer> player_;
    std::uint64_t version_ = 1;
    ChangeSignal changes_;
};

}  // namespace coapnode
