// SPDX-License-Identifier: MIT
/// `coapnode-gateway --init`.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace coapnode {

/// Creates the missing token files of the configuration and prints how to use them, then every mistake in the
/// configuration. Returns the exit code.
int init_tokens(std::ostream& out, const std::filesystem::path& config);

}  // namespace coapnode
