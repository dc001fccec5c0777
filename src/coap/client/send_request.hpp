// SPDX-License-Identifier: MIT
/// One message with a request, on a session of libcoap's.
#pragma once

#include "coap/client/requester.hpp"

namespace coapnode {

/// `type`: COAP_MESSAGE_CON or COAP_MESSAGE_NON. The Context still has to be told that something was sent. Errors:
/// those of write_request() (codec.hpp), no_route.
Result<void> send_request(coap_session_t& session, coap_pdu_type_t type, const Token& token,
                          const OutgoingRequest& request, const RequestTransfer& transfer, ByteView payload);

}  // namespace coapnode
