// SPDX-License-Identifier: MIT
#include "coap/server/changes.hpp"

namespace coapnode {

Response Changes::answer(Site& site, const ExchangeKey& exchange, Received& received)
{
    if (const auto* const before = changes_.find(exchange)) return *before;
    if (received.left_out) return refuse(site, received.request);
    if (!received.block1) return run(site, exchange, received.request);
    if (const auto* const before = blocks_.find(exchange)) return *before;
    return take_block(site, exchange, received);
}

Response Changes::refuse(Site& site, const Request& request)
{
    const auto largest = site.admit(request);
    return largest ? Response::too_large(*largest) : largest.error();
}

Response Changes::run(Site& site, const ExchangeKey& exchange, const Request& request)
{
    auto reply = site.handle(request);
    if (reply.code == Code::changed) changes_.remember(exchange, reply);
    return reply;
}

Response Changes::take_block(Site& site, const ExchangeKey& exchange, Received& received)
{
    auto& request = received.request;
    const auto largest = site.admit(request);
    if (!largest) return largest.error();
    if (received.size1.value_or(0) > *largest) return Response::too_large(*largest);
    const BodyKey key{exchange.peer, exchange.session, request.method, received.body_options};
    const auto taken = bodies_in_blocks_.take(key, *received.block1, request.payload, *largest);
    if (!taken && taken.error().code == Code::service_unavailable)
        return taken.error();  // not kept: there may be room next time
    auto reply = taken ? go_on(site, exchange, request, *taken) : taken.error();
    if (reply.code != Code::changed) blocks_.remember(exchange, reply);
    return reply;
}

Response Changes::go_on(Site& site, const ExchangeKey& exchange, Request& request, const std::optional<Bytes>& whole)
{
    if (!whole) return Response::go_on();
    request.payload = *whole;
    auto reply = run(site, exchange, request);
    request.payload = {};  // drops the body
    return reply;
}

}  // namespace coapnode
