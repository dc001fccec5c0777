// SPDX-License-Identifier: MIT
/// One kind of traffic, as the dispatcher sees it: plain CoAP, DTLS, or multicast. What differs between them is asked
/// here, so that nobody asks a session for its protocol.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/rest/message.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <cstdint>

namespace coapnode {

class Exchanges;
class ObserverHost;

class Port {
public:
    virtual ~Port() = default;

    /// Whether a request is answered; else it is dropped without a word.
    [[nodiscard]] virtual bool takes(coap_session_t& session, const coap_pdu_t& request) = 0;
    /// Whether a response is sent; else the client hears nothing.
    [[nodiscard]] virtual bool sends(const coap_pdu_t& /*response*/) const { return true; }
    /// Who asks in a session.
    [[nodiscard]] virtual Client client_of(const coap_session_t& session) = 0;
    /// Rises with each handshake of the peer; 0 without DTLS.
    [[nodiscard]] virtual std::uint64_t handshake_of(const Peer& /*peer*/) const { return 0; }
    /// What is remembered of the clients' exchanges.
    [[nodiscard]] virtual Exchanges& exchanges() = 0;
    /// SZX of the largest block that the session's peer is sent now.
    [[nodiscard]] virtual unsigned largest_exponent(const coap_session_t& session) = 0;
    /// The session's peer is sent so many bytes of payload.
    virtual void spend(const coap_session_t& /*session*/, std::size_t /*bytes*/) {}
    /// Who serves the observers of this port; nullptr: nothing can be observed here.
    virtual ObserverHost* observer_host() = 0;
};

}  // namespace coapnode
