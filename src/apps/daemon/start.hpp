// SPDX-License-Identifier: MIT
/// How a daemon's main() begins, and how it ends when it cannot serve.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <functional>
#include <iosfwd>
#include <string_view>

namespace coapnode {

/// Calls `run` with the log on stderr. Returns its exit code; that of a failure, which is logged, after an exception.
int run_with_log(LogLevel most, const std::function<int(Log&)>& run);

/// Calls `task` and writes to stdout what it prints. Returns its exit code; that of a failure, after a sentence on
/// stderr, where the task succeeds but its output cannot be written.
int run_with_stdout(std::string_view program, const std::function<int(std::ostream&)>& task);

/// Reports the mistakes that keep the daemon from serving. Returns the exit code.
int refuse_to_serve(Log& log, const Mistakes& mistakes);

}  // namespace coapnode
