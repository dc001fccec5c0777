// SPDX-License-Identifier: MIT
/// Where a resource directory tells its clients to find this node (RFC 9176 section 5, "base").
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// `local` is this machine's address on the way to the directory. Plain CoAP is preferred over DTLS, an address that
/// `local` stands for over another one of the same family that is listened on alone. nullopt: nothing is served that
/// another machine could reach, or at ports that are not known (0).
std::optional<std::string> base_towards(const Peer::Address& local, const CoapConfig& coap, const DtlsConfig& dtls);

}  // namespace coapnode
