// SPDX-License-Identifier: MIT
/// The options of each command.
#pragma once

#include "apps/coapnode/arguments.hpp"

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours
class App;
}

namespace coapnode {

/// Adds what arguments.command takes; the values are written to `arguments` as they are parsed.
void add_options(CLI::App& app, Arguments& arguments);

/// "--accept", "--timeout" and so on, without --help.
std::vector<std::string> long_options(Command command);

}  // namespace coapnode
