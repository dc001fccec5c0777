// SPDX-License-Identifier: MIT
#include "coap/server/exchange.hpp"

#include "coap/message/options.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/core/bytes.hpp"

#include <cstdint>

namespace coapnode {

std::string token_of(const coap_pdu_t& pdu)
{
    const auto token = coap_pdu_get_token(&pdu);
    return std::string{as_text({token.s, token.length})};
}

std::size_t payload_size(const coap_pdu_t& pdu)
{
    return payload_in(pdu).size();
}

std::string Exchange::token() const
{
    return token_of(request);
}

ExchangeKey Exchange::key() const
{
    const auto peer = peer_of(session);
    return {peer, port.handshake_of(peer), static_cast<std::uint16_t>(coap_pdu_get_mid(&request)), token()};
}

}  // namespace coapnode
