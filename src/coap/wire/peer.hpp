// SPDX-License-Identifier: MIT
/// Who is at the other end of a session: its address, and under DTLS its identity.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/peer.hpp"

#include <coap3/coap.h>

#include <string>
#include <string_view>

namespace coapnode {

/// The identity of a session's DTLS-PSK handshake; empty without DTLS. Valid while the session is.
std::string_view identity_of(const coap_session_t& session);

/// The key that a session's handshake was made with; empty without DTLS. Valid while the session is.
ByteView psk_of(const coap_session_t& session);

/// Of IPv4 or IPv6.
Peer peer_of(const sockaddr& address);
Peer peer_of(const coap_session_t& session);

/// The peer's address as text, for the log: "192.168.1.7:40123".
std::string printable_peer(const coap_session_t& session);

/// Whether the peer set another size of messages for its DTLS session, as it may over TCP alone (CSM, RFC 8323 section
/// 5.3): libcoap follows it, and cuts what it is sent.
bool is_resized(const coap_session_t& session);

}  // namespace coapnode
