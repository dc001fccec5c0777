// SPDX-License-Identifier: MIT
#include "coap/server/secure_port.hpp"

#include "coap/server/exchange.hpp"
#include "coap/wire/peer.hpp"

#include <stdexcept>

namespace coapnode {

namespace {

/// Half-open handshakes count as idle sessions once the peer's address is proven. So the limit has room for both, and
/// nobody without a key can displace a client that has one.
SessionLimits session_limits(const LimitsConfig& limits)
{
    return {.idle_sessions = limits.sessions + limits.handshakes,
            .handshake_sessions = limits.handshakes,
            .idle_timeout = SecurePort::idle_timeout};
}

}  // namespace

SecurePort::SecurePort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, Observers& observers)
    : ObservablePort{scheduler, log, session_limits(LimitsConfig{}), dispatcher, observers},
      exchanges_{scheduler},
      sessions_{scheduler, log, context(), [&dispatcher] { dispatcher.count_failed_handshake(); }}
{
    psk_setup_.version = COAP_DTLS_SPSK_SETUP_VERSION;
    psk_setup_.validate_id_call_back = [](coap_bin_const_t* identity, coap_session_t* session, void* port) {
        return static_cast<SecurePort*>(port)->key_for(as_text({identity->s, identity->length}), *session);
    };
    psk_setup_.id_call_back_arg = this;
    // Must come before any DTLS endpoint. Keys are looked up at each handshake, so later keys apply at once.
    if (coap_context_set_psk2(&context().get(), &psk_setup_) == 0) {
        throw std::runtime_error{"this libcoap was built without DTLS-PSK, which coapnode needs"};
    }
}

void SecurePort::limit(const LimitsConfig& limits)
{
    context().limit(session_limits(limits));
}

const coap_bin_const_t* SecurePort::key_for(std::string_view identity, const coap_session_t& session) noexcept
{
    // A session that cannot be tracked could not be ended either, so the handshake is refused.
    if (!fence().run("a session could not be tracked", [&] { sessions_.add(session, identity); })) return nullptr;
    const auto key = psk_.key_for(identity);
    key_answer_ = {key.size(), key.data()};
    return &key_answer_;
}

std::optional<Caller> SecurePort::caller_of(coap_session_t& session, const coap_pdu_t& /*request*/)
{
    if (came_by_multicast(session)) return std::nullopt;
    sessions_.confirm(session);
    return Caller{client_of(session), exchanges_, &host()};
}

Client SecurePort::client_of(const coap_session_t& session)
{
    // Looked up for each request, so that a changed role applies at once. An identity that was removed or has a new key
    // has no role, even if its session could not be ended.
    return {psk_.role_of(identity_of(session), psk_of(session)).value_or(Role::none), true};
}

void SecurePort::release(coap_session_t& session)
{
    ObservablePort::release(session);
    sessions_.release(session);
}

void SecurePort::on_event(coap_session_t& session, coap_event_t event) noexcept
{
    fence().run("a session could not be tracked", [&] {
        sessions_.note(session, event);
        if (event == COAP_EVENT_DTLS_CLOSED || event == COAP_EVENT_SERVER_SESSION_DEL) observers().end(session);
    });
}

void SecurePort::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    if (reason == COAP_NACK_RST) {
        fence().run("a session could not be tracked", [&] { sessions_.heard(session); });
    }
    // Our own ping: no observation fails.
    if (coap_pdu_get_code(&sent) != COAP_EMPTY_CODE) ObservablePort::on_nack(session, sent, reason);
}

void SecurePort::on_read() noexcept
{
    fence().run("a failed handshake could not be logged", [&] { sessions_.find_refused(); });
}

void SecurePort::on_datagram(const ReceivedDatagram& datagram) noexcept
{
    // Nothing else, because anybody could send other messages outside the session.
    if (!begins_handshake(datagram)) return;
    fence().run("a handshake could not be examined", [&] {
        auto* const dead = sessions_.on_client_hello(peer_of(*datagram.sender));
        if (dead == nullptr) return;
        end_now(*dead);
        context().sent();  // libcoap must free the ended session before it reads the ClientHello
    });
}

}  // namespace coapnode
