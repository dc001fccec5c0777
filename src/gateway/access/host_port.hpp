// SPDX-License-Identifier: MIT
/// Reads host and port from Host, Origin and X-Forwarded-For (RFC 3986 section 3.2).
#pragma once

#include "coapnode/core/peer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

struct HostPort {
    std::string host;           ///< in lower case, without brackets and zone
    bool is_bracketed = false;  ///< then only an IPv6 address is valid
};

/// The port may be missing or empty. IPv6 addresses need brackets. nullopt when the text is malformed.
std::optional<HostPort> split_host_port(std::string_view text);

/// nullopt for a name or an invalid host.
std::optional<Peer::Address> address_in(const HostPort& host);

}  // namespace coapnode
