// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/remote_config.hpp"
#include "coapnode/config/load.hpp"
#include "node/rate_limited_log.hpp"
#include "service/sd_event_loop.hpp"

#include <string>
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
    void warn_of_weak_keys(const Config& config);
    /// What is in force stays; the status says so until a later configuration is adopted. `status` is one line of
    /// `why`.
    void refuse_reload(const std::string& status, LogLines why);
    [[nodiscard]] std::string status() const;
    void stop();

    Options options_;
    SdEventLoop loop_;
    RateLimitedLog log_;
    Node node_;
    RemoteConfig remote_;
    std::string refused_;  ///< when a reload failed and why; empty after one that went well
    Subscription served_;
    Subscription replaced_;
    std::vector<Watch> signals_;
};

}  // namespace coapnode
