// SPDX-License-Identifier: MIT
/// Finds the token files that a configuration names, and creates missing ones.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

struct TokenFile {
    std::filesystem::path file;  ///< relative names are resolved against the configuration's folder
    std::string name;            ///< the owner of its token

    bool operator==(const TokenFile&) const = default;
};

/// Ignores mistakes in the rest of the configuration. Errors: the Mistakes of a file that cannot be read or parsed.
tl::expected<std::vector<TokenFile>, Mistakes> wanted_token_files(const std::filesystem::path& config);

/// Creates the file with 128 random bits in hexadecimal digits. Mode and errors are those of make_secret_file().
Result<void> make_token_file(const TokenFile& wanted, const std::filesystem::path& like);

}  // namespace coapnode
