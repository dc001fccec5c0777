// SPDX-License-Identifier: MIT
/// The daemon's loop, on sd-event(3): it wakes up for what was asked for and for the service manager's watchdog, for
/// nothing else, and serves several timers with one wake-up where their accuracy allows it.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "loop/event_loop.hpp"

#include <systemd/sd-event.h>

namespace coapnode {

class SdEventLoop final : public EventLoop {
public:
    SdEventLoop();

    [[nodiscard]] Timer after(Duration delay, Action act) override;
    [[nodiscard]] Watch on_readable(int fd, Action act) override;
    [[nodiscard]] Watch on_signal(int number, Action act) override;

    /// Pings the service manager for as long as the loop turns. Returns whether it asked for that (WatchdogSec=).
    bool start_watchdog();

    int run() override;
    void quit(int exit_code) override;

private:
    [[nodiscard]] Timer at_next_turn(Action act);

    CPtr<sd_event, &sd_event_unref> event_;
};

}  // namespace coapnode
