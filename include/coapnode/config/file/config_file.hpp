// SPDX-License-Identifier: MIT
/// Reads and replaces the whole configuration file. Only the resource /config does this.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// Returns the text of the file. Errors: not_stored, with a sentence that says what to do.
Result<std::string> read_config_file(const std::filesystem::path& file);

/// Replaces the file by `text` atomically: a reader, or a power failure, finds either the old text or the new one. Mode
/// and group are kept, and the owner when root runs this. The old text is saved as FILE.previous. A file that cannot be
/// read is not replaced. Nothing is written when the file already holds `text`.
/// Errors: not_stored, with a sentence that says what to do. FILE is then unchanged. FILE.previous is unchanged too,
/// unless only the last step failed.
Result<void> replace_config_file(const std::filesystem::path& file, std::string_view text);

}  // namespace coapnode
