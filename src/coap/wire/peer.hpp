// SPDX-License-Identifier: MIT
/// The peer of a session: its address and its DTLS identity.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/peer.hpp"

#include <coap3/coap.h>

#include <string>
#include <string_view>

namespace coapnode {

/// The identity from the session's DTLS-PSK handshake; empty without DTLS. Valid while the session lives.
std::string_view identity_of(const coap_session_t& session);

/// The key of the session's handshake; empty without DTLS. Valid while the session lives.
ByteView psk_of(const coap_session_t& session);

/// The peer at an IPv4 or IPv6 socket address.
Peer peer_of(const sockaddr& address);
Peer peer_of(const coap_session_t& session);

/// Whether the session's last datagram was sent to a group. An endpoint at [::] also receives what is sent to groups
/// that any program on this machine has joined.
bool came_by_multicast(const coap_session_t& session);

/// The peer's address as text, for the log: "192.168.1.7:40123".
std::string printable_peer(const coap_session_t& session);

}  // namespace coapnode
