// SPDX-License-Identifier: MIT
/// The command line of coapnode-gateway.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/core/role.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

namespace coapnode {

enum class GatewayTask : std::uint8_t { serve, check, init, pair, unpair, list_paired };

struct GatewayOptions {
    std::filesystem::path config = "/etc/coapnode/gateway.yaml";
    std::filesystem::path page{};  ///< folder of the page; empty: the installed one
    GatewayTask task = GatewayTask::serve;
    std::filesystem::path state{};  ///< folder for state that outlives a restart; empty: systemd's
    bool quiet = false;             ///< with check
    std::string device{};           ///< with pair and unpair: its name
    Role role = Role::control;      ///< with pair: what the device may do
    std::string url{};              ///< with pair: address of the page; empty: from the configuration
    LogLevel log_level = LogLevel::info;
};

/// The options, or the exit code when there is nothing left to do (--help, --version, bad usage).
std::variant<GatewayOptions, int> parse_gateway_options(int argc, const char* const* argv);

}  // namespace coapnode
