// SPDX-License-Identifier: MIT
/// One message, on a session of libcoap's. The Context still has to be told that something was sent.
#pragma once

#include "coap/client/requester.hpp"
#include "coap/wire/handles.hpp"

namespace coapnode {

/// Errors: unreachable, when a datagram that was sent before met a closed port (ICMP): the kernel tells that once, in
/// place of sending this one. no_route.
Result<void> send_pdu(coap_session_t& session, PduPtr pdu);

/// `type`: COAP_MESSAGE_CON or COAP_MESSAGE_NON. Errors: those of write_request() (codec.hpp) and of send_pdu().
Result<void> send_request(coap_session_t& session, coap_pdu_type_t type, const Token& token,
                          const OutgoingRequest& request, const RequestTransfer& transfer, ByteView payload);

/// `send` sends one message. When it learns of a closed port, whoever waits on the session is told, and it sends again.
template <typename Send>
Result<void> send_past_refusal(Requester& requester, coap_session_t& session, const Send& send)
{
    auto sent = send();
    if (sent || sent.error() != Errc::unreachable) return sent;
    requester.on_failure(session, COAP_NACK_ICMP_ISSUE);
    return send();
}

}  // namespace coapnode
