// SPDX-License-Identifier: MIT
/// The key files that a configuration names, and how a missing one is made.
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
    std::filesystem::path file;           ///< with the configuration's folder, where the name is relative
    std::vector<std::string> identities;  ///< whose keys it holds

    bool operator==(const KeyFile&) const = default;
};

/// What the configuration says of clients with a key.
struct WantedKeys {
    std::vector<KeyFile> files;  ///< in its order, whether they are there or not
    std::vector<Listen> listen;  ///< where those clients reach the node: `listen:` of dtls
};

/// Other mistakes in the configuration do not matter here, unless it cannot be read at all.
tl::expected<WantedKeys, Mistakes> wanted_keys_of(const std::filesystem::path& config);

/// Writes a file that is not there yet: 32 random bytes a key, in upper-case hex digits; alone, or in lines
/// IDENTITY:HEX where there are several. Mode 0640, the group of the file `like`. No byte is 00 or 0A, so that a shell
/// can hand the key on. Errors: not_stored, with a sentence; what was begun is taken away again.
Result<void> make_key_file(const KeyFile& wanted, const std::filesystem::path& like);

}  // namespace coapnode
