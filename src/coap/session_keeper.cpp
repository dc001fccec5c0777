// SPDX-License-Identifier: MIT
#include "coap/session_keeper.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

SessionKeeper::SessionKeeper(Scheduler& scheduler, Log& log, Context& secure, Observers& observers, Traffic& traffic)
    : scheduler_{scheduler}, log_{log}, secure_{secure}, observers_{observers}, traffic_{traffic}
{
}

void SessionKeeper::follow(const coap_session_t& session, coap_event_t event)
{
    if (event != COAP_EVENT_DTLS_CLOSED && event != COAP_EVENT_SERVER_SESSION_DEL) return;
    observers_.end(session);
    // How a handshake ended is not told, so it is read from what the session leaves behind: 4.3.1 keeps an established
    // session in that state to its end; 4.3.4 sets it back first, but whoever got in has asked for something.
    const auto is_established = coap_session_get_state(&session) == COAP_SESSION_STATE_ESTABLISHED;
    if (sessions_.forget(session) && !is_established) tell_failed_handshake(session);
}

void SessionKeeper::tell_failed_handshake(const coap_session_t& session)
{
    ++traffic_.failed_handshakes;
    log_.warning("handshake",
                 "DTLS: no session for " + printable_peer(session) + ": a wrong key or an unknown identity");
}

void SessionKeeper::end_soon(coap_session_t& session)
{
    ending_.emplace_back(coap_session_reference(&session));
    timer_ = scheduler_.after(Duration::zero(), [this] { end_now(); });
}

void SessionKeeper::end_now()
{
    for (const auto& session : std::exchange(ending_, {})) {
        let_go(*session);
        coap_session_disconnected(session.get(), COAP_NACK_NOT_DELIVERABLE);
    }
    secure_.sent();  // libcoap frees what has ended
}

void SessionKeeper::let_go(coap_session_t& session)
{
    observers_.let_go(session);
    std::erase_if(ending_, [&](const SessionPtr& ending) { return ending.get() == &session; });
    if (coap_session_get_proto(&session) == COAP_PROTO_DTLS) static_cast<void>(sessions_.forget(session));
}

}  // namespace coapnode
