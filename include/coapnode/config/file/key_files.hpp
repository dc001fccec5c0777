// SPDX-License-Identifier: MIT
/// Finds the key files that a configuration names, and creates missing ones (coapnoded --init).
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

struct KeyFile {
    std::filesystem::path file;           ///< relative names are resolved against the configuration's folder
    std::vector<std::string> identities;  ///< whose keys it holds

    bool operator==(const KeyFile&) const = default;
};

/// What the configuration says about clients with a key.
struct WantedKeys {
    std::vector<KeyFile> files;  ///< in the order of the configuration, existing or not
    std::vector<Listen> listen;  ///< the addresses of these clients: `listen:` of dtls
};

/// Ignores mistakes in the rest of the configuration. Errors: the Mistakes of a file that cannot be read or parsed.
tl::expected<WantedKeys, Mistakes> wanted_keys_of(const std::filesystem::path& config);

/// Creates the file with a random key of 32 bytes for each identity, in upper-case hex digits. One key stands alone;
/// several stand in lines IDENTITY:HEX. Mode and group are those of make_secret_file(). No byte is 00 or 0A, so a shell
/// can pass the key on. Errors: not_stored, with a sentence; no partial file is left behind.
Result<void> make_key_file(const KeyFile& wanted, const std::filesystem::path& like);

}  // namespace coapnode
