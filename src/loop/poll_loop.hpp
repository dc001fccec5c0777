// SPDX-License-Identifier: MIT
/// The event loop of programs that run for a moment and watch a few descriptors, on ppoll(2). libsystemd, which
/// sd-event is part of, brings six more libraries, and loading them takes longer than a request does.
#pragma once

#include "loop/event_loop.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace coapnode {

class PollLoop final : public EventLoop {
public:
    PollLoop();
    ~PollLoop() override;

    [[nodiscard]] Timer after(Duration delay, Action act) override;
    /// If `fd` is closed while it is watched, run() throws.
    [[nodiscard]] Watch on_readable(int fd, Action act) override;
    [[nodiscard]] Watch on_signal(int number, Action act) override;

    int run() override;
    void quit(int exit_code) override { exit_code_ = exit_code; }

private:
    struct Sources;

    void turn();
    [[nodiscard]] std::vector<std::uint64_t> wait();
    void call_readable(const std::vector<std::uint64_t>& readable);
    void call_due();

    std::shared_ptr<Sources> sources_;
    std::optional<int> exit_code_;
};

}  // namespace coapnode
