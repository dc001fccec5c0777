// SPDX-License-Identifier: MIT
#include "coap/server/observable_port.hpp"

#include "coap/message/codec.hpp"
#include "coap/server/exchange.hpp"
#include "coap/server/exchanges.hpp"
#include "coap/wire/peer.hpp"

namespace coapnode {

void ObservablePort::release(coap_session_t& session)
{
    observers_.release(session);
}

void ObservablePort::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    fence().run("an observer could not be removed", [&] {
        reason == COAP_NACK_RST ? observers_.rejected(session, token_of(sent)) : observers_.failed(session);
    });
}

void ObservablePort::on_empty(const EmptyMessage& message) noexcept
{
    fence().run("an observer could not be identified", [&] { observers_.take_empty(*this, message); });
}

void ObservablePort::on_processed() noexcept
{
    if (!observers_.has_pending() || coap_can_exit(&context().get()) == 0) return;
    fence().run("acknowledged notifications could not be noted", [&] { observers_.acknowledged_all(*this); });
}

bool ObservablePort::is_open(const coap_session_t& session) const
{
    return coap_session_get_state(&session) == COAP_SESSION_STATE_ESTABLISHED;
}

SessionPtr ObservablePort::hold(coap_session_t& session) const
{
    return SessionPtr{coap_session_reference(&session)};
}

Response ObservablePort::represent(const coap_session_t& session, Request& request)
{
    request.client = client_of(session);
    return dispatcher().represent(request);
}

std::optional<std::uint16_t> ObservablePort::send(coap_session_t& session, const Notification& notification)
{
    const auto type = notification.confirmable ? COAP_MESSAGE_CON : COAP_MESSAGE_NON;
    auto* const pdu = coap_pdu_init(type, COAP_RESPONSE_CODE_CONTENT, coap_new_message_id(&session),
                                    coap_session_max_pdu_size(&session));
    if (pdu == nullptr) return std::nullopt;
    const auto token = as_bytes(notification.token);
    coap_add_token(pdu, token.size(), token.data());
    write(*pdu, session, notification);
    const auto message_id = coap_send(&session, pdu);
    return message_id == COAP_INVALID_MID ? std::nullopt : std::optional{static_cast<std::uint16_t>(message_id)};
}

void ObservablePort::write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification)
{
    dispatcher().count_notification();
    write_response(pdu, notification.response, {.block2 = notification.block2}, largest_exponent(session),
                   notification.sequence);
    exchanges().keep_notified(peer_of(session), notification.request, notification.block2, notification.response);
    spend(session, payload_size(pdu));
}

}  // namespace coapnode
