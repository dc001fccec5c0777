// SPDX-License-Identifier: MIT
#include "loop/event_loop.hpp"

#include "coapnode/loop/monotonic.hpp"
#include "loop/wall_clock.hpp"

#include <csignal>
#include <cstdlib>
#include <system_error>

namespace coapnode {

struct EventLoop::WallClock {
    WallClockWatch clock;
    Watch watch;
};

EventLoop::EventLoop() : fence_{[this] { quit(EXIT_FAILURE); }} {}

EventLoop::~EventLoop() = default;

Instant EventLoop::now() const
{
    return monotonic_now();
}

WallTime EventLoop::wall_now() const
{
    return std::chrono::floor<WallTime::duration>(std::chrono::system_clock::now());
}

bool EventLoop::is_wall_trusted() const
{
    return is_trusted(time_keeper(), now().time_since_epoch());  // CLOCK_MONOTONIC starts at boot
}

ChangeSignal& EventLoop::wall_steps()
{
    if (!wall_clock_) {
        auto wall_clock = std::make_unique<WallClock>();
        wall_clock->watch = on_readable(wall_clock->clock.fd(), [this, &clock = wall_clock->clock] {
            if (clock.acknowledge()) wall_steps_.emit();
        });
        wall_clock_ = std::move(wall_clock);
    }
    return wall_steps_;
}

WatchReadable watching(EventLoop& loop)
{
    return [&loop](int fd, std::function<void()> act) -> std::shared_ptr<void> {
        return std::make_shared<Watch>(loop.on_readable(fd, std::move(act)));
    };
}

void block_signal(int number)
{
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, number);
    const int failed = pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    if (failed != 0) throw std::system_error{failed, std::generic_category(), "cannot block a signal"};
}

}  // namespace coapnode
