// SPDX-License-Identifier: MIT
/// Reads a configuration file: all of it, or all of its mistakes.
#pragma once

#include "coapnode/config/config.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// One mistake and its place; line and column count from 1, and are 0 where the mistake has no place (an unreadable
/// file).
struct Mistake {
    std::string file;
    int line{};
    int column{};
    std::string message;

    bool operator==(const Mistake&) const = default;
};

/// "FILE:LINE:COL: message", or "FILE: message" without a place.
std::string to_string(const Mistake& mistake);

using Mistakes = std::vector<Mistake>;  // in the order of the file

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
