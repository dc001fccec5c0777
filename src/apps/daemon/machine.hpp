// SPDX-License-Identifier: MIT
/// Facts about the machine of a daemon.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// The host name.
std::string machine_name();

/// The first of what systemd made for the service (systemd.exec(5), StateDirectory=), else `usual`.
std::filesystem::path state_directory(const std::filesystem::path& usual);

/// The memory that this process occupies, in bytes (proc(5), statm); nullopt if /proc does not say.
std::optional<std::uint64_t> resident_memory();

}  // namespace coapnode
