// SPDX-License-Identifier: MIT
/// The configuration file as a whole: read and replaced from afar. Only /config does that.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// Errors: not_stored, with a sentence.
Result<std::string> read_config_file(const std::filesystem::path& file);

/// Puts `text` in the file's place, in one step: whoever reads it meanwhile, and whoever loses power, has the one or
/// the other. Mode and group stay, and for root the user; what was there is kept beside it as FILE.previous,
/// unless what stands there cannot be read: then all stays as it is. Where
/// `text` stands there already, nothing is written. Errors: not_stored, with a sentence that says what to do; then FILE
/// has not changed, and FILE.previous only if the very last step failed.
Result<void> replace_config_file(const std::filesystem::path& file, std::string_view text);

}  // namespace coapnode
