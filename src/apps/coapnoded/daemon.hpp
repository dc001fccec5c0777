// SPDX-License-Identifier: MIT
/// coapnoded as a service: runs the node, and loads and reloads its configuration.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/remote_config.hpp"
#include "apps/daemon/life.hpp"

#include <string>

namespace coapnode {

class Daemon final : private Served {
public:
    Daemon(Options options, Log& log, HardwareFactory make_hardware);

    /// Serves until SIGTERM or SIGINT. Returns the exit code.
    int run(const Config& config);

private:
    [[nodiscard]] std::string status() const override { return node_.status(); }
    tl::expected<Mistakes, Refusal> reload() override;
    void shut_down() override { node_.shut_down(); }

    Options options_;
    DaemonLife life_;
    Node node_;
    RemoteConfig remote_;
    Subscription served_;
    Subscription replaced_;
};

}  // namespace coapnode
