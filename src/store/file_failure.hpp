// SPDX-License-Identifier: MIT
/// Why a file cannot be used, and what its owner can do about it. A file that cannot be read is not damaged: it is left
/// alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// ": Permission denied; as root: chown coapnode FILE", of an error number of the system.
std::string cause_and_advice(const std::filesystem::path& file, int number);

/// "FILE cannot be WHAT", and that.
std::string file_failure(const std::filesystem::path& file, const std::string& what, int number);

/// Why `file` must not be touched: it is not a regular file, or cannot be used in `mode` (access(2)). nullopt if it
/// does not exist, or can be used.
std::optional<std::string> obstacle_at(const std::filesystem::path& file, int mode);

[[nodiscard]] bool is_writable(const std::filesystem::path& folder);

/// A file that root makes in a folder gets the owner of the folder, so that the service can use it later. Run by
/// anybody else it does nothing.
void give_to_owner_of(const std::filesystem::path& folder, int fd);

}  // namespace coapnode
