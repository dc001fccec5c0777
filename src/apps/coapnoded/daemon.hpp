// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
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
    std::vector<Watch> signals_;
};

/// The configuration that the options name, with --mock applied.
tl::expected<Config, Mistakes> load_with(const Options& options);

}  // namespace coapnode
