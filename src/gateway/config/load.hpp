// SPDX-License-Identifier: MIT
/// Reads the gateway's configuration. The result is the whole configuration, or all the mistakes in it.
#pragma once

#include "coapnode/yaml/mistake.hpp"
#include "config/source_file.hpp"
#include "gateway/config/config.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t max_gateway_config_size = 262'144;  ///< with every list full it has some 120 kB

/// An empty file, or one with comments only, is a mistake; {} is a configuration with all defaults.
///
/// Key files, token files and TLS files are read and checked here. A file with a secret that other users may read is a
/// mistake, as it is for sshd. Relative paths are resolved against the folder of `file`.
tl::expected<GatewayConfig, Mistakes> load_gateway_config(const std::filesystem::path& file);

/// The same for a text that would be the content of `file`.
tl::expected<GatewayConfig, Mistakes> read_gateway_config(std::string_view text, const SourceFile& file);

/// Warnings about valid settings that are probably not intended: HTTP without TLS for other machines, a range of
/// `allow` that is larger than any private network, a weak token. Each is a sentence without a place.
Mistakes gateway_warnings(const GatewayConfig& config, const std::filesystem::path& file);

}  // namespace coapnode
