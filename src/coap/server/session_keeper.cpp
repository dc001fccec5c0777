// SPDX-License-Identifier: MIT
#include "coap/server/session_keeper.hpp"
#include "coap/wire/peer.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr std::string_view wrong_key = "a wrong key or an unknown identity";
constexpr std::string_view gave_up = "its client gave up before it named an identity";
/// GnuTLS takes letters, digits, '-' and '.' for the name, and the library does not say which of the two it was.
constexpr std::string_view refused_hello =
    "its client offers no cipher suite with a pre-shared key that this node has, or names no host as its server: "
    "instead of an IPv6 address (coaps://[...]), or a name with '_', give it a host name";

/// A confirmable empty message (RFC 7252 section 1.2): who still has the session answers it by a reset. At once,
/// whatever else is under way, and again after a second.
void ping(coap_session_t& session)
{
    constexpr coap_fixed_point_t soon{0, 800};
    constexpr std::uint16_t many = 100;
    auto* const pdu = coap_pdu_init(COAP_MESSAGE_CON, COAP_EMPTY_CODE, coap_new_message_id(&session), 0);
    if (pdu == nullptr) return;
    const auto at_a_time = coap_session_get_nstart(&session);
    const auto timeout = coap_session_get_ack_timeout(&session);
    coap_session_set_nstart(&session, many);
    coap_session_set_ack_timeout(&session, soon);
    static_cast<void>(coap_send(&session, pdu));
    coap_session_set_ack_timeout(&session, timeout);
    coap_session_set_nstart(&session, at_a_time);
}

/// It has returned the cookie of its handshake.
bool has_proven_address(const coap_session_t& session)
{
    return coap_session_get_type(&session) == COAP_SESSION_TYPE_SERVER;
}

}  // namespace

SessionKeeper::SessionKeeper(Scheduler& scheduler, Log& log, Context& secure, Observers& observers, Traffic& traffic)
    : scheduler_{scheduler}, log_{log}, secure_{secure}, observers_{observers}, traffic_{traffic}, doubts_{scheduler}
{
}

void SessionKeeper::follow(const coap_session_t& session, coap_event_t event)
{
    if (event != COAP_EVENT_DTLS_CLOSED && event != COAP_EVENT_SERVER_SESSION_DEL) return;
    observers_.end(session);
    doubts_.forget(peer_of(session));
    // How a handshake ended is not told, so it is read from what the session leaves behind: 4.3.1 keeps an established
    // session in that state to its end; 4.3.4 sets it back first, but whoever got in has asked for something.
    const auto is_established = coap_session_get_state(&session) == COAP_SESSION_STATE_ESTABLISHED;
    if (sessions_.forget(session)) {
        if (!is_established) tell_failed_handshake(session, wrong_key);
    } else if (event == COAP_EVENT_DTLS_CLOSED && has_proven_address(session) && identity_of(session).empty()) {
        tell_failed_handshake(session, gave_up);
    }
}

void SessionKeeper::refuse(const coap_session_t& session)
{
    tell_failed_handshake(session, refused_hello);
}

void SessionKeeper::tell_failed_handshake(const coap_session_t& session, std::string_view cause)
{
    ++traffic_.failed_handshakes;
    log_.warning("handshake", "DTLS: no session for " + printable_peer(session) + ": " + std::string{cause});
}

void SessionKeeper::end_soon(coap_session_t& session)
{
    ending_.emplace_back(coap_session_reference(&session));
    timer_ = scheduler_.after(Duration::zero(), [this] { end_now(); });
}

void SessionKeeper::end_now()
{
    for (const auto& session : std::exchange(ending_, {}))
        end_now(*session);
    secure_.sent();  // libcoap frees what has ended
}

void SessionKeeper::end_now(coap_session_t& session)
{
    let_go(session);
    coap_session_disconnected(&session, COAP_NACK_NOT_DELIVERABLE);
}

void SessionKeeper::confirm(const coap_session_t& session)
{
    sessions_.confirm(session);
    hear(session);
}

void SessionKeeper::hear(const coap_session_t& session)
{
    if (!doubts_.empty() && coap_session_get_proto(&session) == COAP_PROTO_DTLS) doubts_.hear(peer_of(session));
}

void SessionKeeper::greet(const Peer& peer)
{
    auto* const session = sessions_.established(secure_.get(), peer);
    if (session == nullptr) return;
    switch (doubts_.greet(peer, sessions_.number_of(*session))) {
    case Doubts::Verdict::wait:
        return;
    case Doubts::Verdict::ask:
        ping(*session);
        break;
    case Doubts::Verdict::over:
        log_.debug("DTLS: " + printable_peer(*session) + " has lost its session and begins a new one");
        end_now(*session);
        break;
    }
    secure_.sent();  // libcoap frees what has ended, before it reads the ClientHello
}

void SessionKeeper::let_go(coap_session_t& session)
{
    observers_.let_go(session);
    std::erase_if(ending_, [&](const SessionPtr& ending) { return ending.get() == &session; });
    if (coap_session_get_proto(&session) != COAP_PROTO_DTLS) return;
    doubts_.forget(peer_of(session));
    static_cast<void>(sessions_.forget(session));
}

}  // namespace coapnode
