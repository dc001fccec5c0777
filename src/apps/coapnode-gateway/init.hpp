// SPDX-License-Identifier: MIT
/// What `coapnode-gateway --init` does.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace coapnode {

/// Makes the token files that the configuration names and that do not exist, and says how they are used. Returns the
/// exit code.
int init_tokens(std::ostream& out, const std::filesystem::path& config);

}  // namespace coapnode
