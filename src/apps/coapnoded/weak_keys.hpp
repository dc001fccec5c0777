// SPDX-License-Identifier: MIT
/// Warns about keys in a valid configuration that anybody would try first, and says what to do.
#pragma once

#include "coapnode/config/load.hpp"

#include <filesystem>

namespace coapnode {

/// One for each identity of `config`, which was read from `file`.
Mistakes weak_keys(const Config& config, const std::filesystem::path& file);

}  // namespace coapnode
