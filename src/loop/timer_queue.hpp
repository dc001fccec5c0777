// SPDX-License-Identifier: MIT
/// The timers of a loop in the order of their time. Adding or cancelling one takes no system call: the loop waits until
/// the first one is due, and then calls run_due().
#pragma once

#include "coapnode/loop/scheduler.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

class TimerQueue {
public:
    using Action = std::function<void()>;

    /// `clock` must outlive it.
    explicit TimerQueue(const Clock& clock);

    /// The timer may outlive the queue. Without a delay it is due at the next run_due(), before all others.
    [[nodiscard]] Timer add(Duration delay, Action act);

    /// When the first one is due, perhaps in the past; nullopt when there is none.
    [[nodiscard]] std::optional<Instant> next() const;

    /// Passes what is due to `run`, until that returns false. A timer that is added meanwhile waits for the next call,
    /// or the loop's other sources would starve.
    void run_due(const std::function<bool(const Action&)>& run);

private:
    struct Pending;
    class QueuedTimer;

    const Clock& clock_;
    std::shared_ptr<Pending> pending_;
};

}  // namespace coapnode
