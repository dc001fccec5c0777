// SPDX-License-Identifier: MIT
/// Peers as this machine reaches them.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"

#include <coap3/coap.h>

namespace coapnode {

/// no_route, in the words for it.
Failure no_route();

/// What ICMP says, in the words for it. Its kinds are one to libcoap.
Error told_by_icmp();

/// A numeric address of the configuration. Errors: no_route, when its interface is not there.
Result<Peer> peer_at(const Listen& where);

/// "[fd00::5]:5683", "[fe80::5%eth0]:5683" or "192.168.1.5:5683"
std::string to_string(const Peer& peer);

coap_address_t to_coap_address(const Peer& peer);

/// This machine's address on the way to `peer`; nothing is sent. Errors: no_route.
Result<Peer> local_towards(const Peer& peer);

}  // namespace coapnode
