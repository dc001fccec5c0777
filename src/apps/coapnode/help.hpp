// SPDX-License-Identifier: MIT
/// The text of --help.
#pragma once

#include "apps/coapnode/commands.hpp"

#include <string>

namespace coapnode {

/// For `coapnode --help`.
std::string program_help();

/// For `coapnode COMMAND --help`.
std::string command_help(const CommandRow& command);

}  // namespace coapnode
