// SPDX-License-Identifier: MIT
/// Reads a configuration file. The result is the whole configuration, or all the mistakes in it.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

/// An empty file, or one with comments only, is a mistake; {} is a configuration with all defaults.
///
/// `host_name` is the default of device.id. Key files are read and checked here. A file with keys that other users may
/// read is a mistake, as it is for sshd.
tl::expected<Config, Mistakes> load_config(const std::filesystem::path& file, const std::string& host_name);

/// The same for a text that would replace the content of `file`.
tl::expected<Config, Mistakes> load_config_text(std::string_view text, const std::filesystem::path& file,
                                                const std::string& host_name);

inline constexpr std::size_t max_config_size = 262'144;  ///< bytes; a configuration with all lists full has some 120 kB

}  // namespace coapnode
