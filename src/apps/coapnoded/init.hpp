// SPDX-License-Identifier: MIT
/// coapnoded --init: the first minute of a new node.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace coapnode {

/// Makes the key files that the configuration names and that are missing, and prints how a client uses each; never the
/// key itself, which a log of the installation would keep. `machine` is this machine's name. Returns the exit code.
int init(std::ostream& out, const std::filesystem::path& config, const std::string& machine);

}  // namespace coapnode
