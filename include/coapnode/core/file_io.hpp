// SPDX-License-Identifier: MIT
/// Reads and writes whole files through a descriptor. Interrupted system calls (EINTR) are repeated.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// Appends the content to `into`, and stops once that holds more than `most` bytes. Returns 0 or an errno value.
int read_all(int fd, std::string& into, std::size_t most);

/// Writes all of `text`. The data is not on the disk yet. Returns 0 or an errno value.
int write_all(int fd, std::string_view text);

/// Writes all of `text` to stdout. Returns false after a sentence on stderr when it cannot be written, as to a full
/// disk.
bool write_to_stdout(std::string_view program, std::string_view text);

/// Syncs a folder, so that files created or renamed in it survive a power failure. Returns 0 or an errno value.
int sync_folder(const std::filesystem::path& folder);

}  // namespace coapnode
