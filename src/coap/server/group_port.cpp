// SPDX-License-Identifier: MIT
#include "coap/server/group_port.hpp"

#include "coap/server/exchange.hpp"
#include "coap/wire/peer.hpp"

namespace coapnode {

GroupPort::GroupPort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, AnonymousClients& clients)
    : ContextPort{scheduler, log, limits, dispatcher}, clients_{clients}, groups_{scheduler, context(), log}
{
}

std::optional<Caller> GroupPort::caller_of(coap_session_t& /*session*/, const coap_pdu_t& request)
{
    if (!groups_.serving() || static_cast<Method>(coap_pdu_get_code(&request)) != Method::get) return std::nullopt;
    return Caller{clients_.client(), clients_.exchanges(), nullptr};
}

/// RFC 7252 section 8.2, RFC 6690 section 4.1. libcoap waits a random part of the Leisure before it sends, and drops
/// confirmable requests.
bool GroupPort::sends(const coap_pdu_t& response) const
{
    const auto code = static_cast<Code>(coap_pdu_get_code(&response));
    return code == Code::valid || (code == Code::content && payload_size(response) > 0);
}

unsigned GroupPort::largest_exponent(const coap_session_t& session)
{
    return clients_.exponent_for(peer_of(session));
}

void GroupPort::spend(const coap_session_t& session, std::size_t bytes)
{
    clients_.spend(peer_of(session), bytes);
}

}  // namespace coapnode
