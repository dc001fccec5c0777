// SPDX-License-Identifier: MIT
/// The command line of coapnoded.
#pragma once

#include "coapnode/core/log.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace coapnode {

enum class Task { serve, check, init, probe, list_drivers };

struct Options {
    std::filesystem::path config = "/etc/coapnode/coapnode.yaml";
    bool mock = false;  ///< uses mock hardware with the same configuration
    Task task = Task::serve;
    std::string probe_bus;  ///< empty: all buses
    LogLevel log_level = LogLevel::info;
    bool quiet = false;  ///< --check prints nothing
};

/// The options, or the exit code to end with: 0 after --help and --version, 2 (bad usage) after a sentence on stderr.
std::variant<Options, int> parse_options(int argc, const char* const* argv);

}  // namespace coapnode
