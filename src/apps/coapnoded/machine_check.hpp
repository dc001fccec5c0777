// SPDX-License-Identifier: MIT
/// Warns about things in a valid configuration that this machine does not have. They may come later, or the file may be
/// for another machine.
#pragma once

#include "coapnode/config/load.hpp"
#include "coapnode/hal/hardware.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

/// Checks buses and GPIO lines of `config`, each with its place in `file`. `lines` are the names of all GPIO lines.
/// When it is empty, lines are not checked by name, because the caller may not read them.
Mistakes missing_here(const Config& config, const std::filesystem::path& file, Hardware& hardware,
                      const std::vector<std::string>& lines);

}  // namespace coapnode
