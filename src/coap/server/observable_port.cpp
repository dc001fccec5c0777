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
    ContextPort::release(session);
}

void ObservablePort::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    fence().run("an observer could not be removed", [&] { observers_.fail(session, token_of(sent), reason); });
}

void ObservablePort::on_empty(const EmptyMessage& message) noexcept
{
    fence().run("an observer could not be told apart", [&] { observers_.take_empty(context().get(), message); });
}

void ObservablePort::on_processed() noexcept
{
    fence().run("acknowledged notifications could not be told", [&] { observers_.processed(context().get()); });
}

Response ObservablePort::represent(const coap_session_t& session, Request& request)
{
    request.client = client_of(session);
    return dispatcher().represent(request);
}

void ObservablePort::write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification)
{
    dispatcher().count_notification();
    Received registered;
    registered.block2 = notification.block2;
    write_response(pdu, notification.response, registered, largest_exponent(session), notification.sequence);
    exchanges().keep_notified(peer_of(session), notification.request, notification.block2, notification.response);
    spend(session, payload_size(pdu));
}

}  // namespace coapnode
