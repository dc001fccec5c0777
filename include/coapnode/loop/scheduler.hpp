// SPDX-License-Identifier: MIT
/// Clocks and timers as everybody but src/loop sees them. Tests pass a fake (tests/unit/support/fake_scheduler.hpp).
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/time.hpp"

#include <functional>
#include <memory>

namespace coapnode {

/// A timer's back end; destroying it cancels.
class PendingTimer {
public:
    virtual ~PendingTimer() = default;
};

/// Fires once, or never when it is destroyed before. May be replaced from within its own callback.
using Timer = std::unique_ptr<PendingTimer>;

class Clock {
public:
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual WallTime wall_now() const = 0;
    /// Whether the wall clock is right, as far as that can be known.
    [[nodiscard]] virtual bool is_wall_trusted() const = 0;
};

class Scheduler : public Clock {
public:
    /// Calls `act` from the loop once `delay` is over; never from within after() itself.
    [[nodiscard]] virtual Timer after(Duration delay, std::function<void()> act) = 0;

    /// Emitted from the loop when the wall clock was set: it is ahead of now() by another time than before.
    [[nodiscard]] virtual ChangeSignal& wall_steps() = 0;
};

}  // namespace coapnode
