// SPDX-License-Identifier: MIT
/// coapnode-gateway as a service: runs the gateway, and loads and reloads its configuration.
#pragma once

#include "apps/coapnode-gateway/gateway.hpp"
#include "apps/coapnode-gateway/options.hpp"
#include "apps/daemon/life.hpp"

#include <string>

namespace coapnode {

class GatewayDaemon final : private Served {
public:
    GatewayDaemon(GatewayOptions options, Log& log, PageFiles page);

    /// Serves until SIGTERM or SIGINT. Returns the exit code.
    int run(const GatewayConfig& config);

private:
    [[nodiscard]] std::string status() const override { return gateway_.status(); }
    tl::expected<Mistakes, Refusal> reload() override;
    void shut_down() override { gateway_.shut_down(); }

    GatewayOptions options_;
    DaemonLife life_;
    Gateway gateway_;
};

}  // namespace coapnode
