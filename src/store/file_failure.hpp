// SPDX-License-Identifier: MIT
/// What stands in the way of using a file, and what its owner can do about it. A file that cannot be read is not
/// damaged: it is left alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// ": Permission denied; as root: chown coapnode FILE", of an error number of the system.
std::string cause_and_advice(const std::filesystem::path& file, int number);

/// "FILE cannot be WHAT", and that.
std::string file_failure(const std::filesystem::path& file, const std::string& what, int number);

/// Why `file` is not to be touched: what stands there is no regular file, or does not let itself be used in `mode`
/// (access(2)). nullopt where nothing stands there, or all is well.
std::optional<std::string> obstacle_at(const std::filesystem::path& file, int mode);

[[nodiscard]] bool is_writable(const std::filesystem::path& folder);

/// What root makes in a folder is its owner's: the service shall be able to use it later. As anybody else it does
/// nothing.
void give_to_owner_of(const std::filesystem::path& folder, int fd);

}  // namespace coapnode
