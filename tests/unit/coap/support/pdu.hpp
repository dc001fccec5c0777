// SPDX-License-Identifier: MIT
/// Messages as libcoap holds them, from datagrams and back.
#pragma once

#include "coap/message/enclosed_request.hpp"
#include "coap/support/datagram.hpp"
#include "coap/wire/handles.hpp"

#include <coap3/coap.h>
#include <doctest/doctest.h>

namespace coapnode {

inline PduPtr parsed(ByteView bytes)
{
    PduPtr pdu{coap_pdu_init(COAP_MESSAGE_CON, COAP_EMPTY_CODE, 0, 1152)};
    REQUIRE(pdu);
    REQUIRE(coap_pdu_parse(COAP_PROTO_UDP, bytes.data(), bytes.size(), pdu.get()) != 0);
    return pdu;
}

inline PduPtr parsed(const Datagram& message)
{
    return parsed(encoded(message));
}

/// A request, as read_request() reads it.
inline PduPtr parsed_enclosed(const Datagram& message)
{
    const auto enclosed = enclose(encoded(message));
    REQUIRE(enclosed.has_value());
    return parsed(*enclosed);
}

/// The options and the payload of a message as libcoap holds it.
inline Datagram contents(const coap_pdu_t& pdu)
{
    Datagram message;
    message.code = static_cast<std::uint8_t>(coap_pdu_get_code(&pdu));
    coap_opt_iterator_t position;
    coap_option_iterator_init(&pdu, &position, COAP_OPT_ALL);
    while (coap_opt_t* const option = coap_option_next(&position)) {
        const ByteView value{coap_opt_value(option), coap_opt_length(option)};
        message.options.emplace_back(position.number, Bytes{value.begin(), value.end()});
    }
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(&pdu, &length, &data) != 0) message.payload = {data, data + length};
    return message;
}

}  // namespace coapnode
