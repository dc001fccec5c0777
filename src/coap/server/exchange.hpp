// SPDX-License-Identifier: MIT
/// One request as it came, and what names its exchange where something is remembered of it.
#pragma once

#include "coap/message/deduplication.hpp"
#include "coap/server/port.hpp"

#include <coap3/coap.h>

#include <string>

namespace coapnode {

/// Valid while libcoap's handler of the request runs.
struct Exchange {
    Port& port;
    coap_session_t& session;
    const coap_pdu_t& request;

    [[nodiscard]] std::string token() const;
    /// Made only where there is something to look up or to keep.
    [[nodiscard]] ExchangeKey key() const;
};

/// The token of any message.
std::string token_of(const coap_pdu_t& pdu);

/// How many bytes of payload it has.
std::size_t payload_size(const coap_pdu_t& pdu);

}  // namespace coapnode
