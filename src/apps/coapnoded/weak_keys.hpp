// SPDX-License-Identifier: MIT
/// Keys of a good configuration that anybody would try first: a warning, with what to do.
#pragma once

#include "coapnode/config/load.hpp"

#include <filesystem>

namespace coapnode {

/// One for each identity of `config`, which was read from `file`.
Mistakes weak_keys(const Config& config, const std::filesystem::path& file);

}  // namespace coapnode
