// SPDX-License-Identifier: MIT
/// coapnoded --init: the first minute of a new node.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace coapnode {

/// Makes the key files that the configuration names and that are missing, and prints how a client uses each; never the
/// key itself, which a log of the installation would keep. Returns the exit code.
int init(std::ostream& out, const std::filesystem::path& config);

}  // namespace coapnode
