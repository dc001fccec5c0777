// SPDX-License-Identifier: MIT
/// The interface to clocks and timers outside src/loop. Tests pass a fake (tests/unit/support/fake_scheduler.hpp).
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/time.hpp"

#include <functional>
#include <memory>

namespace coapnode {

/// A timer's back end. Destroying it cancels the timer.
class PendingTimer {
public:
    virtual ~PendingTimer() = default;
};

/// Fires once, unless it is destroyed before. May be replaced from within its own callback.
using Timer = std::unique_ptr<PendingTimer>;

class Clock {
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual WallTime wall_now() const = 0;
    /// Whether the wall clock can be trusted: it is synchronised, or the machine has been up for ten minutes.
    [[nodiscard]] virtual bool is_wall_trusted() const = 0;
};

class Scheduler : public Clock {
public:
    /// Calls `act` from the loop after `delay`, never from within after() itself.
    [[nodiscard]] virtual Timer after(Duration delay, std::function<void()> act) = 0;

    /// Emitted from the loop when the wall clock was set: its distance to now() has changed.
    [[nodiscard]] virtual ChangeSignal& wall_steps() = 0;
};

}  // namespace coapnode
