// SPDX-License-Identifier: MIT
/// The gateway's configuration as plain values. This header holds every default.
///
/// To add a key: a member with its default here, its row in one of keys*.cpp beside this file; see keys.hpp.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/uri/coap_uri.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coapnode {

/// An address and its number of significant bits: 192.168.1.0/24. A single address has 128.
struct AddressRange {
    Peer::Address prefix{};  ///< IPv4 as ::ffff:192.168.1.0
    unsigned bits = 128;     ///< for IPv4: 96 more than in the text

    bool operator==(const AddressRange&) const = default;
};

[[nodiscard]] bool contains(const AddressRange& range, const Peer::Address& address);
/// Whether one of the ranges contains it.
[[nodiscard]] bool contains(std::span<const AddressRange> ranges, const Peer::Address& address);

struct TlsFiles {
    std::filesystem::path certificate;  ///< PEM, with the chain
    std::filesystem::path key;          ///< PEM; not readable by others

    bool operator==(const TlsFiles&) const = default;
};

/// A client with more rights than anonymous ones.
struct AccessToken {
    std::string name;
    std::string token;  ///< 16 to 256 characters of b64token (RFC 6750)
    Role role = Role::read;

    bool operator==(const AccessToken&) const = default;
};

struct GatewayKey {
    std::string identity;
    std::vector<std::uint8_t> key;

    bool operator==(const GatewayKey&) const = default;
};

struct NodeConfig {
    std::string name;                 ///< used in /devices/NAME
    CoapUri uri;                      ///< scheme and host; no path
    std::optional<GatewayKey> key{};  ///< for coaps only

    bool operator==(const NodeConfig&) const = default;
};

struct GatewayLimits {
    unsigned connections = 1024;
    unsigned connections_per_address = 64;  ///< except for trusted proxies
    unsigned streams = 512;                 ///< connections that are Server-Sent Events
    Duration timeout = 10s;                 ///< of a forwarded request: 1 s to 2 min

    bool operator==(const GatewayLimits&) const = default;
};

struct GatewayConfig {
    std::vector<Listen> listen{{"127.0.0.1", 8080}};  ///< TCP
    std::optional<TlsFiles> tls{};
    Role anonymous = Role::read;         ///< none or read
    std::vector<std::string> hosts{};    ///< names it answers to, in lower case
    std::vector<std::string> origins{};  ///< origins of other pages that may read it (CORS), in the form of browsers
    std::vector<AddressRange> trusted_proxies{};
    std::vector<AccessToken> tokens{};
    std::vector<NodeConfig> nodes{};
    std::vector<AddressRange> allow{};
    std::optional<CoapUri> resource_directory{};  ///< coap only; a path is its lookup resource
    bool discover = false;
    GatewayLimits limits{};

    bool operator==(const GatewayConfig&) const = default;
};

}  // namespace coapnode
