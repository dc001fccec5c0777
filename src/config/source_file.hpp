// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace coapnode {

/// The file that is read. Relative key files are found from its folder; its mode decides whether it may hold keys.
struct SourceFile {
    std::filesystem::path path;
    bool open_to_others{};
    std::string_view missing_key = "coapnoded --init creates it";  ///< what to do about a missing key file
};

}  // namespace coapnode
