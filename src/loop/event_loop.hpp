// SPDX-License-Identifier: MIT
/// The process's one loop: clocks, timers, file descriptors and signals. There are two: SdEventLoop of the daemon
/// (service/sd_event_loop.hpp) and PollLoop of programs that run for a moment (loop/poll_loop.hpp).
///
/// What a callback throws ends the loop and comes out of run(). Where the system refuses (no memory, no descriptors),
/// the functions throw std::system_error.
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

/// Destroying it ends the watching. May be destroyed or replaced from within its own callback.
using Watch = std::unique_ptr<Watched>;

class EventLoop : public Scheduler {
public:
    using Action = std::function<void()>;

    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;
    ~EventLoop() override;

    /// The moment of the call, also in a callback that took long.
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] WallTime wall_now() const override;
    [[nodiscard]] bool is_wall_trusted() const override;
    /// The wall clock is watched from the first call on.
    [[nodiscard]] ChangeSignal& wall_steps() override;

    /// Never early; may be put off by `timer_accuracy`, but not one without a delay. Timers that are overdue at once
    /// run in no particular order.
    [[nodiscard]] Timer after(Duration delay, Action act) override = 0;
    static constexpr Duration timer_accuracy = 1ms;

    /// Calls `act` for as long as `fd` is readable, or its other end is gone. `fd` stays open for as long as the Watch
    /// lives.
    [[nodiscard]] virtual Watch on_readable(int fd, Action act) = 0;

    /// Takes over a signal: it stays blocked for ever, so that a second SIGTERM does not cut an orderly end short.
    [[nodiscard]] virtual Watch on_signal(int number, Action act) = 0;

    /// Turns until quit() and returns its exit code, or throws what a callback threw. Once in a loop's life.
    virtual int run() = 0;

    /// After the current callback no other one is called.
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

/// How an adapter that has a descriptor of its own joins `loop`, which outlives it.
[[nodiscard]] WatchReadable watching(EventLoop& loop);

/// Blocks a signal for this thread, and those that it starts.
void block_signal(int number);

}  // namespace coapnode
