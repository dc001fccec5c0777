// SPDX-License-Identifier: MIT
/// Reads the gateway's configuration: all of it, or all of its mistakes.
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

/// A text of nothing, or of comments alone, is a mistake: {} is a configuration of defaults.
///
/// Key files, token files and those of TLS are read and checked here; one that holds a secret and that others may read
/// is a mistake, as sshd has it. Paths come back with the folder of `file` before them.
tl::expected<GatewayConfig, Mistakes> load_gateway_config(const std::filesystem::path& file);

/// The same of a text that would stand in `file`.
tl::expected<GatewayConfig, Mistakes> read_gateway_config(std::string_view text, const SourceFile& file);

/// What works and is likely not meant: HTTP without TLS for other machines, a range of `allow` that is larger than any
/// private network, a token that anybody would try. Without places, each a sentence.
Mistakes gateway_warnings(const GatewayConfig& config, const std::filesystem::path& file);

}  // namespace coapnode
