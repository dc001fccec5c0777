// SPDX-License-Identifier: MIT
/// How DTLS sessions begin and end: what is remembered of them goes with them, a handshake that fails is told, and a
/// client that lost its session gets in again.
#pragma once

#include "coap/observe/observers.hpp"
#include "coap/server/doubts.hpp"
#include "coap/server/sessions.hpp"
#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/traffic.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class SessionKeeper {
public:
    /// Failed handshakes are counted in `traffic`.
    SessionKeeper(Scheduler& scheduler, Log& log, Context& secure, Observers& observers, Traffic& traffic);

    [[nodiscard]] const Sessions& sessions() const { return sessions_; }

    /// A handshake under `identity` has begun.
    void add(const coap_session_t& session, std::string_view identity) { sessions_.add(session, identity); }

    /// A request came over the session.
    void confirm(const coap_session_t& session);

    /// The peer is there: something came from it within the session.
    void hear(const coap_session_t& session);

    /// A first ClientHello waits from this peer; libcoap has not read it yet.
    void greet(const Peer& peer);

    void follow(const coap_session_t& session, coap_event_t event);

    /// Its ClientHello was refused.
    void refuse(const coap_session_t& session);

    /// From within a handler of libcoap: the session ends in the loop's next turn.
    void end_soon(coap_session_t& session);

    /// From elsewhere: nothing refers to the session any more but libcoap. Of plain CoAP, too.
    void let_go(coap_session_t& session);

    /// Ends every session of these identities; their peers are told (close_notify).
    void end(const std::vector<std::string>& identities) { sessions_.end(secure_.get(), identities); }

    void clear() { ending_.clear(); }

private:
    void end_now();
    void end_now(coap_session_t& session);
    void tell_failed_handshake(const coap_session_t& session, std::string_view cause);

    Scheduler& scheduler_;
    Log& log_;
    Context& secure_;
    Observers& observers_;
    Traffic& traffic_;
    Sessions sessions_;
    Doubts doubts_;
    std::vector<SessionPtr> ending_;
    Timer timer_;
};

}  // namespace coapnode
