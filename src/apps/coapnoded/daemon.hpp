// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/remote_config.hpp"
#include "coapnode/config/load.hpp"
#include "node/seldom_log.hpp"

#include <vector>

namespace coapnode {

class Daemon {
public:
    Daemon(Options options, Log& log, HardwareFactory make_hardware);

    /// Serves until SIGTERM or SIGINT. Returns the exit code.
    int run(const Config& config);

private:
    void watch_signals();
    void reload();
    void tell_refused(LogLines why);
    void stop();

    Options options_;
    EventLoop loop_;
    SeldomLog log_;
    Node node_;
    RemoteConfig remote_;
    std::vector<Watch> signals_;
};

}  // namespace coapnode
