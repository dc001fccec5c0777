// SPDX-License-Identifier: MIT
#include "coap/message/marked_acknowledgement.hpp"

#include "coap/message/message_head.hpp"

namespace coapnode {

namespace {

/// 2.00 is a response to libcoap, and no server sends it (RFC 7252 section 12.1.2).
constexpr std::uint8_t mark_code = 2U << 5U;

}  // namespace

std::optional<Bytes> mark_acknowledgement(ByteView message)
{
    if (!is_empty_message(message, acknowledgement_head)) return std::nullopt;
    return Bytes{message[0], mark_code, message[2], message[3]};
}

bool is_marked_acknowledgement(const coap_pdu_t& received)
{
    return coap_pdu_get_type(&received) == COAP_MESSAGE_ACK && coap_pdu_get_code(&received) == mark_code &&
           coap_pdu_get_token(&received).length == 0;
}

}  // namespace coapnode
