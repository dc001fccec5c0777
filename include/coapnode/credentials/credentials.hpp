// SPDX-License-Identifier: MIT
/// The credentials file of a user: which identity and key a client shows to which host, as ~/.ssh/config has it.
///
///     hosts:
///       - {host: pi.local, identity: phone, key_file: phone.psk}
///       - {host: "192.168.1.*", port: 5684, identity: phone, key_hex: 00112233445566778899aabbccddeeff}
///
/// A new key of the file: a member here, its row in src/credentials/keys.cpp.
#pragma once

#include "coapnode/credentials/credential.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "coapnode/yaml/mistake.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

inline constexpr std::size_t max_credentials_size = 262'144;
inline constexpr std::size_t max_credential_hosts = 1000;

struct HostCredential {
    std::string host;  ///< a name, an address, or a pattern of these with * and ?; in lower case
    unsigned port{};   ///< 0: any
    std::string identity;
    std::filesystem::path key_file;  ///< empty where the key stands here
    Bytes key;
    Mistake place;  ///< where the key stands, still without a message
};

class Credentials {
public:
    explicit Credentials(std::vector<HostCredential> entries = {}) : entries_{std::move(entries)} {}

    /// Of the first entry that fits; nullopt where none does. Key files are read here, so that one that is missing
    /// stops no request to another host. Errors: bad_value, "FILE:LINE:COL: what is wrong with the key file".
    [[nodiscard]] Result<std::optional<Credential>> find(const CoapUri& uri) const;

    /// The hosts that are no patterns, each once, in the order of the file; for completion.
    [[nodiscard]] std::vector<std::string> hosts() const;

private:
    std::vector<HostCredential> entries_;
};

/// $XDG_CONFIG_HOME/coapnode/credentials.yaml, or that in ~/.config; an empty path without both. Either may be nullptr.
std::filesystem::path default_credentials_file(const char* xdg_config_home, const char* home);

/// Refuses a file that anybody but its owner may touch.
tl::expected<Credentials, Mistakes> load_credentials(const std::filesystem::path& file);

/// The same, but none at all where there is no such file.
tl::expected<Credentials, Mistakes> load_credentials_if_any(const std::filesystem::path& file);

}  // namespace coapnode
