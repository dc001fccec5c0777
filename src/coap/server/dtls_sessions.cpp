// SPDX-License-Identifier: MIT
#include "coap/server/dtls_sessions.hpp"

#include "coap/wire/peer.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr std::string_view wrong_key = "a wrong key or an unknown identity";
constexpr std::string_view gave_up = "the client stopped before it named an identity";
/// GnuTLS accepts letters, digits, '-' and '.' in a server name. libcoap does not report which of the two causes it
/// was.
constexpr std::string_view refused_hello =
    "the client offers no PSK cipher suite that this node supports, or sends an invalid server name: give the client a "
    "host name instead of an IPv6 address (coaps://[...]) or a name with '_'";

/// A ping (RFC 7252 section 1.2): a peer that still has the session answers with Reset. Sent at once, regardless of
/// other messages in flight, and again after a second.
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

/// Whether the peer has returned the cookie of its handshake.
bool has_proven_address(const coap_session_t& session)
{
    return coap_session_get_type(&session) == COAP_SESSION_TYPE_SERVER;
}

}  // namespace

DtlsSessions::DtlsSessions(const Clock& clock, Log& log, Context& context, std::function<void()> count_failure)
    : log_{log}, context_{context}, count_failure_{std::move(count_failure)}, detection_{clock}
{
}

void DtlsSessions::confirm(const coap_session_t& session)
{
    table_.confirm(session);
    heard(session);
}

void DtlsSessions::heard(const coap_session_t& session)
{
    if (!detection_.empty()) detection_.heard(peer_of(session));
}

coap_session_t* DtlsSessions::on_client_hello(const Peer& peer)
{
    auto* const session = table_.established(context_.get(), peer);
    if (session == nullptr) return nullptr;
    switch (detection_.on_client_hello(peer, table_.number_of(peer))) {
    case DeadPeerDetection::Verdict::wait:
        return nullptr;
    case DeadPeerDetection::Verdict::probe:
        ping(*session);
        context_.sent();
        return nullptr;
    case DeadPeerDetection::Verdict::dead:
        log_.debug("DTLS: " + printable_peer(*session) + " lost its session and starts a new one");
        break;
    }
    return session;
}

void DtlsSessions::note(coap_session_t& session, coap_event_t event)
{
    refused_.note(session, event);
    if (event != COAP_EVENT_DTLS_CLOSED && event != COAP_EVENT_SERVER_SESSION_DEL) return;
    detection_.forget(peer_of(session));
    // libcoap does not report how a handshake ended, so it is concluded from the session. 4.3.1 keeps the state
    // "established" to the end. 4.3.4 resets it first, but a client with a session has sent a request.
    const auto is_established = coap_session_get_state(&session) == COAP_SESSION_STATE_ESTABLISHED;
    if (table_.forget(session)) {
        if (!is_established) count_failed_handshake(session, wrong_key);
    } else if (event == COAP_EVENT_DTLS_CLOSED && has_proven_address(session) && identity_of(session).empty()) {
        count_failed_handshake(session, gave_up);
    }
}

void DtlsSessions::find_refused()
{
    for (const auto* const session : refused_.refused())
        count_failed_handshake(*session, refused_hello);
}

void DtlsSessions::release(const coap_session_t& session)
{
    refused_.forget(session);
    detection_.forget(peer_of(session));
    static_cast<void>(table_.forget(session));
}

void DtlsSessions::count_failed_handshake(const coap_session_t& session, std::string_view cause)
{
    count_failure_();
    log_.warning("handshake", "DTLS: no session for " + printable_peer(session) + ": " + std::string{cause});
}

}  // namespace coapnode
