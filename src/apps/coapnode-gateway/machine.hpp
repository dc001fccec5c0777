// SPDX-License-Identifier: MIT
/// What the gateway takes from its machine.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>

namespace coapnode {

std::string machine_name();

/// A certificate or key, whole. Errors: bad_input, with a sentence.
Result<std::string> read_machine_file(const std::filesystem::path& file);

}  // namespace coapnode
