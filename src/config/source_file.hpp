// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace coapnode {

/// The file that is read: where relative key files are looked for, and whether keys may stand in it.
struct SourceFile {
    std::filesystem::path path;
    bool open_to_others{};
    std::string_view missing_key = "coapnoded --init makes it";  ///< what to do about a key file that is not there
};

}  // namespace coapnode
