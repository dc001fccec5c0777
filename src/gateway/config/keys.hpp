// SPDX-License-Identifier: MIT
/// The keys of the gateway's configuration, section by section.
///
/// To add a key: a member with its default (config.hpp), its row in one of the files beside this one, its line in
/// config/gateway.yaml. `cmake --build build/dev --target generate` updates the schema and the manual's table. Add its
/// valid and invalid values to tests/integration/support/gateway_schema_rows.py.
#pragma once

#include "config/once.hpp"
#include "config/source_file.hpp"
#include "gateway/config/config.hpp"
#include "yaml/key_table.hpp"

#include <cstddef>

namespace coapnode {

inline constexpr std::size_t max_http_listen_addresses = 16;
inline constexpr std::size_t max_hosts = 64;
inline constexpr std::size_t max_origins = 64;
inline constexpr std::size_t max_trusted_proxies = 64;
inline constexpr std::size_t max_allowed_ranges = 64;
inline constexpr std::size_t max_tokens = 256;
inline constexpr std::size_t max_nodes = 500;

inline constexpr std::size_t max_token_name_size = 64;

inline constexpr unsigned max_http_connections = 10'000;
inline constexpr Duration shortest_forward_timeout = 1s;
inline constexpr Duration longest_forward_timeout = 2min;

/// The context of reading, besides the current mapping.
struct GatewayReading {
    SourceFile file;
    const Report& mistakes;  ///< so far
    Once addresses{};
    Once node_names{};
    Once token_names{};
    Once tokens{};
    bool told_open_to_others{};
};

template <class Into>
using GatewayKeys = KeyTable<Into, GatewayReading>;

GatewayKeys<TlsFiles> tls_keys();
GatewayKeys<AccessToken> token_keys();
GatewayKeys<NodeConfig> node_entry_keys();
GatewayKeys<GatewayLimits> gateway_limits_keys();

/// All of the file.
GatewayKeys<GatewayConfig> gateway_keys();

/// Reports, once per file, a secret at `key` in a file that other users may read.
void check_secret(YamlSection& in, std::string_view key, GatewayReading& reading);

/// Reports a mistake unless one of `ways` gives the `what`: "token_file and token".
void check_one_way(YamlSection& in, const std::vector<std::string_view>& ways, std::string_view what);

}  // namespace coapnode
