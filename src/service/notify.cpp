// SPDX-License-Identifier: MIT
#include "service/notify.hpp"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <string>

namespace coapnode {

namespace {

/// Best effort: the daemon runs on when the service manager does not listen.
void notify(const std::string& assignments)
{
    sd_notify(0, assignments.c_str());
}

/// A status is one line: a second one would be read as another assignment.
std::string status_assignment(std::string_view status)
{
    auto line = "STATUS=" + std::string{status};
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

}  // namespace

void notify_ready(std::string_view status)
{
    notify("READY=1\n" + status_assignment(status));
}

void notify_reloading(Instant now)
{
    notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.time_since_epoch().count()));
}

void notify_status(std::string_view status)
{
    notify(status_assignment(status));
}

void notify_stopping()
{
    notify("STOPPING=1");
}

}  // namespace coapnode
