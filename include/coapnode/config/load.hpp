// SPDX-License-Identifier: MIT
/// Reads a configuration file: all of it, or all of its mistakes.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// A text of nothing, or of comments alone, is a mistake: {} is a configuration of defaults.
///
/// `host_name` is the default of device.id. Key files are read and checked here; a file that holds keys and that others
/// may read is a mistake, as sshd has it.
tl::expected<Config, Mistakes> load_config(const std::filesystem::path& file, const std::string& host_name);

/// The same of a text that is to take the place of what stands in `file`.
tl::expected<Config, Mistakes> load_config_text(std::string_view text, const std::filesystem::path& file,
                                                const std::string& host_name);

inline constexpr std::size_t max_config_size = 262'144;  ///< with every list full a configuration has some 120 kB

}  // namespace coapnode
