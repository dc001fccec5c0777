// SPDX-License-Identifier: MIT
/// Reading and writing all of a file through its descriptor, whatever interrupts it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// Appends what there is to `into`, until that has more than `most` bytes. 0, or the system's error number.
int read_all(int fd, std::string& into, std::size_t most);

/// 0, or the system's error number. What was written is not on the disk yet.
int write_all(int fd, std::string_view text);

/// What was renamed in a folder is on the disk once the folder is. 0, or the system's error number.
int sync_folder(const std::filesystem::path& folder);

}  // namespace coapnode
