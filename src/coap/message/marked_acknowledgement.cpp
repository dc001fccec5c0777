// SPDX-License-Identifier: MIT
#include "coap/message/marked_acknowledgement.hpp"

namespace coapnode {

namespace {

constexpr std::uint8_t empty_acknowledgement = 0x60;
constexpr std::size_t empty_message_size = 4;
/// 2.00 is a response to libcoap, and no server sends it (RFC 7252 section 12.1.2).
constexpr std::uint8_t mark_code = 2U << 5U;

}  // namespace

std::optional<Bytes> mark_acknowledgement(ByteView message)
{
    const bool is_empty =
        message.size() == empty_message_size && message[0] == empty_acknowledgement && message[1] == COAP_EMPTY_CODE;
    if (!is_empty) return std::nullopt;
    return Bytes{message[0], mark_code, message[2], message[3]};
}

bool is_marked_acknowledgement(const coap_pdu_t& received)
{
    return coap_pdu_get_type(&received) == COAP_MESSAGE_ACK && coap_pdu_get_code(&received) == mark_code &&
           coap_pdu_get_token(&received).length == 0;
}

}  // namespace coapnode
