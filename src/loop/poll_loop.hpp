// SPDX-License-Identifier: MIT
/// The event loop of short-lived programs with few descriptors, on ppoll(2). sd-event needs libsystemd and six more
/// libraries, and loading these takes longer than a request.
#pragma once

#include "loop/event_loop.hpp"
#include "loop/timer_queue.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace coapnode {

class PollLoop final : public EventLoop {
public:
    PollLoop();
    ~PollLoop() override;

    [[nodiscard]] Timer after(Duration delay, Action act) override { return timers_.add(delay, std::move(act)); }
    /// run() throws when `fd` is closed while it is watched.
    [[nodiscard]] Watch on_readable(int fd, Action act) override;
    [[nodiscard]] Watch on_signal(int number, Action act) override;

    int run() override;
    void quit(int exit_code) override { exit_code_ = exit_code; }

private:
    struct Sources;
    class WatchedDescriptor;

    void turn();
    [[nodiscard]] std::vector<std::uint64_t> wait();
    void call_readable(const std::vector<std::uint64_t>& readable);

    TimerQueue timers_{*this};
    std::shared_ptr<Sources> sources_;
    std::optional<int> exit_code_;
};

}  // namespace coapnode
