// SPDX-License-Identifier: MIT
/// The process's one loop: clocks, timers, file descriptors and signals, on sd-event(3).
///
/// It wakes up for what was asked for and for the service manager's watchdog, for nothing else. What a callback throws
/// ends the loop and comes out of run(). Where sd-event itself refuses (no memory, no descriptors), the functions throw
/// std::system_error.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "coapnode/core/fence.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "loop/wall_clock.hpp"

#include <systemd/sd-event.h>

#include <functional>
#include <memory>

namespace coapnode {

/// Something the loop watches.
class Watched {
public:
    virtual ~Watched() = default;
};

/// Destroying it ends the watching. May be destroyed or replaced from within its own callback.
using Watch = std::unique_ptr<Watched>;

class EventLoop final : public Scheduler {
public:
    using Action = std::function<void()>;

    EventLoop();

    /// The moment of the call, also in a callback that took long.
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] WallTime wall_now() const override;
    [[nodiscard]] bool is_wall_trusted() const override;
    [[nodiscard]] ChangeSignal& wall_steps() override { return wall_steps_; }

    /// Never early; sd-event may put it off by `timer_accuracy` to serve several with one wake-up, but not one
    /// without a delay. Timers that are overdue at once run in no particular order.
    [[nodiscard]] Timer after(Duration delay, Action act) override;
    static constexpr Duration timer_accuracy = 1ms;

    /// Calls `act` for as long as `fd` is readable, or its other end is gone. `fd` stays open for as long as the Watch
    /// lives.
    [[nodiscard]] Watch on_readable(int fd, Action act);

    /// Takes over a signal: it stays blocked for ever, so that a second SIGTERM does not cut an orderly end short.
    [[nodiscard]] Watch on_signal(int number, Action act);

    /// Pings the service manager for as long as the loop turns. Returns whether it asked for that (WatchdogSec=).
    bool start_watchdog();

    /// Turns until quit() and returns its exit code, or throws what a callback threw. Once in a loop's life.
    int run();

    /// After the current callback no other one is called.
    void quit(int exit_code);

    /// For callbacks that reach C++ from C within one of this loop's callbacks, such as libcoap's.
    [[nodiscard]] Fence& fence() { return fence_; }

private:
    CPtr<sd_event, &sd_event_unref> event_;
    Fence fence_;
    WallClockWatch wall_clock_;
    ChangeSignal wall_steps_;
    Watch wall_watch_;
};

}  // namespace coapnode
