// SPDX-License-Identifier: MIT
/// libcoap's PDUs, owned.
#pragma once

#include "coap/wire/handles.hpp"
#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>
#include <doctest/doctest.h>

#include <cstddef>

namespace coapnode {

inline constexpr std::size_t largest_pdu = 1152;

inline PduPtr new_pdu()
{
    PduPtr pdu{coap_pdu_init(COAP_MESSAGE_ACK, COAP_EMPTY_CODE, 1, largest_pdu)};
    REQUIRE(pdu);
    return pdu;
}

inline Bytes bytes_of(ByteView view)
{
    return {view.begin(), view.end()};
}

}  // namespace coapnode
