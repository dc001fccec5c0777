// SPDX-License-Identifier: MIT
/// What a good configuration names and this machine does not have: a warning, for it may come later, or be elsewhere.
#pragma once

#include "coapnode/config/load.hpp"
#include "coapnode/hal/hardware.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

/// Buses and GPIO lines of `config`, each with its place in `file`. `lines` are the names of the GPIO lines there are;
/// where there is none, nothing is said of lines by name: the caller may not look at them.
Mistakes missing_here(const Config& config, const std::filesystem::path& file, Hardware& hardware,
                      const std::vector<std::string>& lines);

}  // namespace coapnode
