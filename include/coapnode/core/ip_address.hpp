// SPDX-License-Identifier: MIT
/// Numeric IP addresses from and to text.
#pragma once

#include "coapnode/core/peer.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// Reads an address without a zone. IPv4 may be "192.168.1.5" or "::ffff:192.168.1.5". nullopt when `host` is not an
/// address.
std::optional<Peer::Address> parse_address(const std::string& host);

/// An address that means something on one interface only (RFC 4291 section 2.4).
[[nodiscard]] bool is_link_local(const Peer::Address& address);

/// The canonical form (RFC 5952): "192.168.1.5", "fd00::5".
std::string to_text(const Peer::Address& address);

}  // namespace coapnode
