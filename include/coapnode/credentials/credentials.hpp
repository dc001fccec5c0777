// SPDX-License-Identifier: MIT
/// The credentials file of a user. It says which identity and key a client uses for which host, like ~/.ssh/config:
///
///     hosts:
///       - {host: pi.local, identity: phone, key_file: phone.psk}
///       - {host: "192.168.1.*", port: 5684, identity: phone, key_hex: 00112233445566778899aabbccddeeff}
///
/// To add a key to the file: a member here, its row in src/credentials/keys.cpp.
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

inline constexpr std::size_t max_credentials_size = 262'144;  ///< bytes
inline constexpr std::size_t max_credential_hosts = 1000;

struct HostCredential {
    std::string host;  ///< a name or an address, or a pattern with * and ?; in lower case
    unsigned port{};   ///< 0: any
    std::string identity;
    std::filesystem::path key_file;  ///< empty when the entry holds the key itself
    Bytes key;
    Mistake place;  ///< the place of the key; its message is still empty
};

class Credentials {
public:
    explicit Credentials(std::vector<HostCredential> entries = {}) : entries_{std::move(entries)} {}

    /// The credential of the first entry that matches `uri`; nullopt when none does. Key files are read here, so a
    /// missing one does not stop requests to other hosts. Errors: bad_value, "FILE:LINE:COL: what is wrong with the key
    /// file".
    [[nodiscard]] Result<std::optional<Credential>> find(const CoapUri& uri) const;

    /// The hosts that are not patterns, each once, in the order of the file. For completion in a shell.
    [[nodiscard]] std::vector<std::string> hosts() const;

private:
    std::vector<HostCredential> entries_;
};

/// $XDG_CONFIG_HOME/coapnode/credentials.yaml, or ~/.config/coapnode/credentials.yaml. Either argument may be nullptr;
/// the path is empty when both are.
std::filesystem::path default_credentials_file(const char* xdg_config_home, const char* home);

/// Reads the file. A file that other users may read or write is a mistake.
tl::expected<Credentials, Mistakes> load_credentials(const std::filesystem::path& file);

/// The same, but a missing file means no credentials.
tl::expected<Credentials, Mistakes> load_credentials_if_any(const std::filesystem::path& file);

}  // namespace coapnode
