// SPDX-License-Identifier: MIT
/// The daemon's loop, on sd-event(3): it wakes up for what was asked for and for the service manager's watchdog, for
/// nothing else, and serves several timers with one wake-up where their accuracy allows it. The timers are not
/// sd-event's: those cost several system calls each, and a gateway adds and cancels some with each request.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "loop/event_loop.hpp"
#include "loop/timer_queue.hpp"

#include <systemd/sd-event.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace coapnode {

class SdEventLoop final : public EventLoop {
public:
    SdEventLoop();

    [[nodiscard]] Timer after(Duration delay, Action act) override { return timers_.add(delay, std::move(act)); }
    [[nodiscard]] Watch on_readable(int fd, Action act) override;
    [[nodiscard]] Watch on_signal(int number, Action act) override;

    /// Pings the service manager for as long as the loop turns. Returns whether it asked for that (WatchdogSec=).
    bool start_watchdog();

    int run() override;
    void quit(int exit_code) override { exit_code_ = exit_code; }

private:
    void turn();
    [[nodiscard]] std::uint64_t longest_wait_usec() const;

    TimerQueue timers_{*this};
    std::optional<int> exit_code_;
    CPtr<sd_event, &sd_event_unref> event_;
};

}  // namespace coapnode
