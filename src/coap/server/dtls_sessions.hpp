// SPDX-License-Identifier: MIT
/// Follows DTLS sessions from start to end: drops their state with them, counts and logs failed handshakes, and lets a
/// client that lost its session in again.
#pragma once

#include "coap/server/dead_peer_detection.hpp"
#include "coap/server/refused_handshakes.hpp"
#include "coap/server/session_table.hpp"
#include "coap/wire/context.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class DtlsSessions {
public:
    /// `count_failure` is called for each failed handshake.
    DtlsSessions(const Clock& clock, Log& log, Context& context, std::function<void()> count_failure);

    [[nodiscard]] std::size_t size() const { return table_.size(); }
    [[nodiscard]] std::uint64_t number_of(const Peer& peer) const { return table_.number_of(peer); }

    /// A handshake under `identity` has begun.
    void add(const coap_session_t& session, std::string_view identity) { table_.add(session, identity); }

    /// A request came over the session.
    void confirm(const coap_session_t& session);

    /// The peer is alive: it sent something within the session.
    void heard(const coap_session_t& session);

    /// A first ClientHello from this peer is waiting, and libcoap has not read it yet. Pings the peer within its
    /// session. Returns the session when an earlier ping was not answered: the caller ends it.
    [[nodiscard]] coap_session_t* on_client_hello(const Peer& peer);

    /// libcoap has reported an event of the session.
    void note(coap_session_t& session, coap_event_t event);

    /// libcoap has read a datagram and may have refused a handshake.
    void find_refused();

    /// The session has ended or is ending.
    void release(const coap_session_t& session);

    /// Ends every session of these identities; their peers are told (close_notify).
    void end(const std::vector<std::string>& identities) { table_.end(context_.get(), identities); }

private:
    void count_failed_handshake(const coap_session_t& session, std::string_view cause);

    Log& log_;
    Context& context_;
    std::function<void()> count_failure_;
    SessionTable table_;
    DeadPeerDetection detection_;
    RefusedHandshakes refused_;
};

}  // namespace coapnode
