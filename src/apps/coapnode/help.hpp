// SPDX-License-Identifier: MIT
/// What --help prints.
#pragma once

#include "apps/coapnode/commands.hpp"

#include <string>

namespace coapnode {

/// Of `coapnode --help`.
std::string program_help();

/// Of `coapnode COMMAND --help`.
std::string command_help(const CommandRow& command);

}  // namespace coapnode
