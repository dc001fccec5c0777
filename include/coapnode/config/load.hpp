// SPDX-License-Identifier: MIT
/// Reads a configuration file: all of it, or all of its mistakes.
#pragma once

#include "coapnode/config/config.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
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

/// `host_name` is the default of device.id. Key files are read and checked here; a file that holds keys and that others
/// may read is a mistake, as sshd has it.
tl::expected<Config, Mistakes> load_config(const std::filesystem::path& file, const std::string& host_name);

}  // namespace coapnode
