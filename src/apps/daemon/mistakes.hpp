// SPDX-License-Identifier: MIT
/// Reports the mistakes in the configuration of a daemon.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <iosfwd>
#include <string>

namespace coapnode {

LogLines lines_of(const Mistakes& mistakes);

/// The first of them with its place, and how many more there are: for a status of one line.
std::string in_one_line(const Mistakes& mistakes);

/// Every mistake, one per line.
void print_mistakes(std::ostream& out, const Mistakes& mistakes);

/// The same for warnings, which do not keep a daemon from starting.
void print_warnings(std::ostream& out, const Mistakes& warnings);

/// Tells the service manager why the daemon cannot start.
void notify_bad_configuration(const Mistakes& mistakes);

}  // namespace coapnode
