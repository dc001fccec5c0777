// SPDX-License-Identifier: MIT
/// How this machine reaches a peer, and the errors when it does not.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"

#include <coap3/coap.h>

namespace coapnode {

/// The error no_route, with its message.
Failure no_route();

/// The error unreachable, with its message. libcoap does not distinguish the types of ICMP errors.
Error told_by_icmp();

/// The peer at a numeric address of the configuration. Errors: no_route, when its interface is missing.
Result<Peer> peer_at(const Listen& where);

/// "[fd00::5]:5683", "[fe80::5%eth0]:5683" or "192.168.1.5:5683"
std::string to_string(const Peer& peer);

coap_address_t to_coap_address(const Peer& peer);

/// This machine's source address for `peer`. Sends nothing. Errors: no_route, busy (no descriptor is left).
Result<Peer> local_towards(const Peer& peer);

}  // namespace coapnode
