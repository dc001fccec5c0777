// SPDX-License-Identifier: MIT
/// How a daemon's main() begins, and how it ends when it cannot serve.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <functional>

namespace coapnode {

/// Calls `run` with the log on stderr. Returns its exit code; that of a failure, which is logged, after an exception.
int run_with_log(LogLevel most, const std::function<int(Log&)>& run);

/// Reports the mistakes that keep the daemon from serving. Returns the exit code.
int refuse_to_serve(Log& log, const Mistakes& mistakes);

}  // namespace coapnode
