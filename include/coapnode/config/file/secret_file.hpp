// SPDX-License-Identifier: MIT
/// Creates files that hold a key or a token, for the --init commands.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string_view>

namespace coapnode {

/// Creates `file` with mode 0640 and the group of the file `like`: the service runs as another user and reads the file
/// through its group. Errors: not_stored, with a sentence (also when the file exists); no partial file is left behind.
Result<void> make_secret_file(const std::filesystem::path& file, std::string_view content,
                              const std::filesystem::path& like);

}  // namespace coapnode
