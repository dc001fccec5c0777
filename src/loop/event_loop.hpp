// SPDX-License-Identifier: MIT
/// The process's one loop: clocks, timers, file descriptors and signals. There are two: SdEventLoop of the daemon
/// (service/sd_event_loop.hpp) and PollLoop of programs that run for a moment (loop/poll_loop.hpp).
///
/// An exception of a callback ends the loop, and run() throws it. The functions throw std::system_error when the system
/// has no memory or descriptors.
#pragma once

#include "coapnode/core/fence.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/loop/watch_readable.hpp"

#include <functional>
#include <memory>

namespace coapnode {

/// Something the loop watches.
class Watched {
public:
    virtual ~Watched() = default;
};

/// Watches a source until it is destroyed. May be destroyed or replaced from within its own callback.
using Watch = std::unique_ptr<Watched>;

class EventLoop : public Scheduler {
public:
    using Action = std::function<void()>;

    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;
    ~EventLoop() override;

    /// The time of the call itself, not of the turn of the loop.
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] WallTime wall_now() const override;
    [[nodiscard]] bool is_wall_trusted() const override;
    /// The first call starts to watch the wall clock.
    [[nodiscard]] ChangeSignal& wall_steps() override;

    /// Never early. May be late by `timer_accuracy`, except a timer without a delay. Timers that are due at the same
    /// time run in any order.
    [[nodiscard]] Timer after(Duration delay, Action act) override = 0;
    static constexpr Duration timer_accuracy = 1ms;

    /// Calls `act` whenever `fd` is readable or its other end is closed. `fd` must stay open for as long as the Watch
    /// lives.
    [[nodiscard]] virtual Watch on_readable(int fd, Action act) = 0;

    /// Handles a signal. It stays blocked for ever, so that a second SIGTERM does not interrupt the shutdown.
    [[nodiscard]] virtual Watch on_signal(int number, Action act) = 0;

    /// Runs until quit() and returns its exit code, or throws a callback's exception. Called once per loop.
    virtual int run() = 0;

    /// Ends run() after the current callback.
    virtual void quit(int exit_code) = 0;

    /// For callbacks that reach C++ from C within one of this loop's callbacks, such as libcoap's.
    [[nodiscard]] Fence& fence() { return fence_; }

protected:
    EventLoop();

private:
    struct WallClock;

    Fence fence_;
    ChangeSignal wall_steps_;
    std::unique_ptr<WallClock> wall_clock_;
};

/// Lets an adapter with its own descriptor join `loop`, which must outlive it.
[[nodiscard]] WatchReadable watching(EventLoop& loop);

/// Blocks a signal for this thread and the threads that it starts.
void block_signal(int number);

}  // namespace coapnode
