// SPDX-License-Identifier: MIT
/// The token files that a configuration names, and how a missing one is made.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

struct TokenFile {
    std::filesystem::path file;  ///< with the configuration's folder, where the name is relative
    std::string name;            ///< whose token it holds

    bool operator==(const TokenFile&) const = default;
};

/// Other mistakes in the configuration do not matter here, unless it cannot be read at all.
tl::expected<std::vector<TokenFile>, Mistakes> wanted_token_files(const std::filesystem::path& config);

/// Writes a file that is not there yet, with 128 random bits in hexadecimal digits. As make_secret_file().
Result<void> make_token_file(const TokenFile& wanted, const std::filesystem::path& like);

}  // namespace coapnode
