// SPDX-License-Identifier: MIT
/// The command line of coapnode-gateway.
#pragma once

#include "coapnode/core/log.hpp"

#include <cstdint>
#include <filesystem>
#include <variant>

namespace coapnode {

enum class GatewayTask : std::uint8_t { serve, check, init };

struct GatewayOptions {
    std::filesystem::path config = "/etc/coapnode/gateway.yaml";
    std::filesystem::path page{};  ///< folder of the page; empty: where it is installed
    GatewayTask task = GatewayTask::serve;
    bool quiet = false;  ///< with check
    LogLevel log_level = LogLevel::info;
};

/// The options, or the exit code where nothing is left to do (--help, --version, bad usage).
std::variant<GatewayOptions, int> parse_gateway_options(int argc, const char* const* argv);

}  // namespace coapnode
