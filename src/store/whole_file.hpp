// SPDX-License-Identifier: MIT
/// Reads and replaces small files as a whole.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Whether a symbolic link in place of the file is followed. A file that grants access must not be one: whoever may
/// write to its folder could point it elsewhere.
enum class Links { followed, refused };

/// Reads the file, or more than `most` bytes of a larger one. nullopt when it does not exist. Errors: not_stored.
Result<std::optional<std::string>> read_whole_file(const std::filesystem::path& file, std::size_t most,
                                                   Links links = Links::followed);

/// Replaces the file by `text` atomically: a reader, or a power failure, finds either the old text or the new one. The
/// file has mode 0600; when root runs this, it belongs to the owner of the folder. A file that cannot be read is not
/// replaced. Errors: not_stored.
Result<void> replace_whole_file(const std::filesystem::path& file, std::string_view text);

}  // namespace coapnode
