// SPDX-License-Identifier: MIT
/// Host and port as Host, Origin and X-Forwarded-For have them (RFC 3986 section 3.2).
#pragma once

#include "coapnode/core/peer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

struct HostPort {
    std::string host;           ///< in lower case, without brackets and zone
    bool is_bracketed = false;  ///< so it is an IPv6 address, or nonsense
};

/// The port may be missing or empty. nullopt: it is none of them; colons of IPv6 stand in brackets alone.
std::optional<HostPort> split_host_port(std::string_view text);

/// nullopt for a name, and for what is no host.
std::optional<Peer::Address> address_in(const HostPort& host);

}  // namespace coapnode
