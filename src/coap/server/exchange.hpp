// SPDX-License-Identifier: MIT
/// One received request, and the keys under which state of its exchange is kept.
#pragma once

#include "coap/message/deduplication.hpp"
#include "coap/server/port.hpp"

#include <coap3/coap.h>

#include <string>

namespace coapnode {

/// Valid while libcoap's handler for the request runs.
struct Exchange {
    Port& port;
    const Caller& caller;
    coap_session_t& session;
    const coap_pdu_t& request;

    [[nodiscard]] std::string token() const;
    /// Built only when there is something to look up or to keep.
    [[nodiscard]] ExchangeKey key() const;
};

/// The token of a message.
std::string token_of(const coap_pdu_t& pdu);

/// The size of its payload in bytes.
std::size_t payload_size(const coap_pdu_t& pdu);

}  // namespace coapnode
