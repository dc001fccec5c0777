// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace coapnode {

/// The file that is read: where relative key files are looked for, and whether keys may stand in it.
struct SourceFile {
    std::filesystem::path path;
    bool open_to_others{};
};

}  // namespace coapnode
