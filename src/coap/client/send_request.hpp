// SPDX-License-Identifier: MIT
/// Sends one message on a libcoap session. The caller must tell the Context afterwards (Context::sent()).
#pragma once

#include "coap/client/requester.hpp"
#include "coap/wire/handles.hpp"

namespace coapnode {

/// Errors: no_route; unreachable, when an earlier datagram met a closed port (ICMP). The kernel reports this once and
/// does not send the new datagram.
Result<void> send_pdu(coap_session_t& session, PduPtr pdu);

/// `type`: COAP_MESSAGE_CON or COAP_MESSAGE_NON. Errors: those of write_request() (codec.hpp) and of send_pdu().
Result<void> send_request(coap_session_t& session, coap_pdu_type_t type, const Token& token,
                          const OutgoingRequest& request, const RequestTransfer& transfer, ByteView payload);

/// Calls `send`, which sends one message. When it reports a closed port, the listeners of the session are told, and
/// `send` is called again.
template <typename Send>
Result<void> send_past_refusal(Requester& requester, coap_session_t& session, const Send& send)
{
    auto sent = send();
    if (sent || sent.error() != Errc::unreachable) return sent;
    requester.on_failure(session, COAP_NACK_ICMP_ISSUE);
    return send();
}

}  // namespace coapnode
