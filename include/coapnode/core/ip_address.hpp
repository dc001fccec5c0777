// SPDX-License-Identifier: MIT
/// Numeric IP addresses, from text and back.
#pragma once

#include "coapnode/core/peer.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// Without a zone; IPv4 in either form, "192.168.1.5" or "::ffff:192.168.1.5". nullopt for what is no address.
std::optional<Peer::Address> parse_address(const std::string& host);

/// In its canonical form (RFC 5952): "192.168.1.5", "fd00::5".
std::string to_text(const Peer::Address& address);

}  // namespace coapnode
