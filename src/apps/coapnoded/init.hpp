// SPDX-License-Identifier: MIT
/// coapnoded --init: sets up the keys of a new node.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace coapnode {

/// Creates the missing key files of the configuration and prints how a client uses each. It never prints a key, because
/// an installation log would keep it. Then it prints every mistake in the configuration: one may be why a key file was
/// not made. `machine` is this machine's name. Returns the exit code.
int init(std::ostream& out, const std::filesystem::path& config, const std::string& machine);

}  // namespace coapnode
