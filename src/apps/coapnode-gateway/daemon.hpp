// SPDX-License-Identifier: MIT
/// Serving: from a configuration to the end of the loop, with signals, reload and the service manager's messages.
#pragma once

#include "apps/coapnode-gateway/gateway.hpp"
#include "apps/coapnode-gateway/options.hpp"
#include "coapnode/yaml/mistake.hpp"
#include "node/rate_limited_log.hpp"
#include "service/sd_event_loop.hpp"

#include <string>
#include <vector>

namespace coapnode {

class GatewayDaemon {
public:
    GatewayDaemon(GatewayOptions options, Log& log, PageFiles page);

    /// Serves until SIGTERM or SIGINT. Returns the exit code.
    int run(const GatewayConfig& config);

private:
    void reload();
    void warn(const GatewayConfig& config);
    /// What is in force stays; the status says so until a later reload goes well.
    void refuse_reload(const std::string& status, LogLines why);
    [[nodiscard]] std::string status() const;
    void stop();

    GatewayOptions options_;
    SdEventLoop loop_;
    RateLimitedLog log_;
    Gateway gateway_;
    std::string refused_;  ///< when a reload failed and why; empty after one that went well
    std::vector<Watch> signals_;
};

}  // namespace coapnode
