// SPDX-License-Identifier: MIT
/// One kind of traffic for the dispatcher: plain CoAP, DTLS, or multicast. It answers all questions whose answer
/// differs between them, so that no other code looks at a session's protocol.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/rest/message.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

class Exchanges;
class ObserverHost;

/// Who sent a request, and where what is known of its exchanges is kept.
struct Caller {
    Client client;
    Exchanges& exchanges;
    ObserverHost* observer_host;  ///< of this port; nullptr: no Observe here
};

class Port {
public:
    virtual ~Port() = default;

    /// Who sent the request; nothing: it is dropped silently.
    [[nodiscard]] virtual std::optional<Caller> caller_of(coap_session_t& session, const coap_pdu_t& request) = 0;
    /// Whether a response is sent; else the client gets no answer.
    [[nodiscard]] virtual bool sends(const coap_pdu_t& /*response*/) const { return true; }
    /// The number of the handshake; it rises with each one of the peer. 0 without DTLS.
    [[nodiscard]] virtual std::uint64_t handshake_of(const Peer& /*peer*/) const { return 0; }
    /// SZX of the largest block that may be sent to the session's peer now.
    [[nodiscard]] virtual unsigned largest_exponent(const coap_session_t& session) = 0;
    /// Charges the payload, in bytes, to the session's peer.
    virtual void spend(const coap_session_t& /*session*/, std::size_t /*bytes*/) {}
};

}  // namespace coapnode
