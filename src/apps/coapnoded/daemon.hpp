// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/remote_config.hpp"
#include "coapnode/config/load.hpp"

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
    void stop();

    Options options_;
    Log& log_;
    EventLoop loop_;
    Node node_;
    RemoteConfig remote_;
    std::vector<Watch> signals_;
};

}  // namespace coapnode
