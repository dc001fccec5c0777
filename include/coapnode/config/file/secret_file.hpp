// SPDX-License-Identifier: MIT
/// Files that hold a key or a token, as --init makes them.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string_view>

namespace coapnode {

/// Writes a file that is not there yet, mode 0640, the group of the file `like`: a service runs under another user than
/// the one who makes its keys, but reads by its group. Errors: not_stored, with a sentence; what was begun is taken
/// away again.
Result<void> make_secret_file(const std::filesystem::path& file, std::string_view content,
                              const std::filesystem::path& like);

}  // namespace coapnode
