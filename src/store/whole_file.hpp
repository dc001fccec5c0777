// SPDX-License-Identifier: MIT
/// A small file that is read and replaced as a whole.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// All of it, or more than `most` bytes where it is larger. nullopt: there is none. Errors: not_stored.
Result<std::optional<std::string>> read_whole_file(const std::filesystem::path& file, std::size_t most);

/// Puts `text` in its place, in one step: whoever reads it meanwhile, and whoever loses power, has the one or the
/// other. The file is its owner's alone (0600); for root, the owner of the folder owns it. What cannot be read is not
/// replaced. Errors: not_stored.
Result<void> replace_whole_file(const std::filesystem::path& file, std::string_view text);

}  // namespace coapnode
