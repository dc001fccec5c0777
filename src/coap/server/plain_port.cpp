// SPDX-License-Identifier: MIT
#include "coap/server/plain_port.hpp"

#include "coap/wire/peer.hpp"

namespace coapnode {

PlainPort::PlainPort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, Observers& observers,
                     AnonymousClients& clients)
    : ObservablePort{scheduler, log, limits, dispatcher, observers}, clients_{clients}
{
}

std::optional<Caller> PlainPort::caller_of(coap_session_t& session, const coap_pdu_t& /*request*/)
{
    if (came_by_multicast(session)) return std::nullopt;
    return Caller{clients_.client(), clients_.exchanges(), &host()};
}

unsigned PlainPort::largest_exponent(const coap_session_t& session)
{
    return clients_.exponent_for(peer_of(session));
}

void PlainPort::spend(const coap_session_t& session, std::size_t bytes)
{
    clients_.spend(peer_of(session), bytes);
}

bool PlainPort::may_draw(const coap_session_t& session)
{
    return clients_.may_draw(peer_of(session));
}

void PlainPort::on_datagram(const ReceivedDatagram& datagram) noexcept
{
    if (const auto message = as_empty_message(datagram)) on_empty(*message);
}

}  // namespace coapnode
