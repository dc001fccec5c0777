// SPDX-License-Identifier: MIT
/// What the daemon tells the service manager (sd_notify(3)). Without one these do nothing.
#pragma once

#include "coapnode/core/time.hpp"

#include <string_view>

namespace coapnode {

/// Serving, at start or after a reload. `status` is the line that `systemctl status` shows.
void notify_ready(std::string_view status);

/// A reload begins; notify_ready() ends it. `now` is EventLoop::now(): Type=notify-reload waits without it.
void notify_reloading(Instant now);

void notify_status(std::string_view status);

void notify_stopping();

}  // namespace coapnode
