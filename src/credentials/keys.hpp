// SPDX-License-Identifier: MIT
/// The keys of the credentials file.
#pragma once

#include "coapnode/credentials/credentials.hpp"
#include "yaml/key_table.hpp"

#include <filesystem>
#include <vector>

namespace coapnode {

struct CredentialsFile {
    std::vector<HostCredential> hosts;
};

/// What one run of reading knows besides the mapping at hand.
struct CredentialsReading {
    std::filesystem::path file;
};

KeyTable<CredentialsFile, CredentialsReading> credentials_keys();

}  // namespace coapnode
