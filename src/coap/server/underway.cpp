// SPDX-License-Identifier: MIT
#include "coap/server/underway.hpp"

#include "coap/server/reply_budget.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Block2Key block2_key(const Peer& peer, const Request& request)
{
    return {peer, request.client.role, request.path, request.query, request.accept, request.method};
}

/// Whether a client needs several blocks, of the size it wants or of the largest it gets, for all of it.
bool is_block_wise(const Response& reply, const std::optional<Block>& asked)
{
    const auto exponent = std::min(asked.value_or(Block{}).exponent, ReplyBudget::exhausted_exponent);
    return is_success(reply.code) && reply.payload && reply.payload->size() > Block{0, false, exponent}.size();
}

}  // namespace

bool goes_on(const Received& received)
{
    return received.block2 && received.block2->number > 0;
}

Response Underway::answer(Site& site, const ExchangeKey& exchange, Received& received)
{
    const auto method = received.request.method;
    const bool may_change = method == Method::put || method == Method::post;
    return may_change ? change(site, exchange, received) : read(site, exchange, received);
}

Response Underway::change(Site& site, const ExchangeKey& exchange, Received& received)
{
    const auto key = block2_key(exchange.peer, received.request);
    if (goes_on(received)) return go_on(site, key, received.request);
    auto reply = changes_.answer(site, exchange, received);
    if (is_block_wise(reply, received.block2)) block2_cache_.keep(key, reply, exchange);
    return reply;
}

Response Underway::go_on(Site& site, const Block2Key& key, const Request& request)
{
    // RFC 7959 section 3.3: it looks like another change, and asks for the rest of what the last one was answered.
    if (const auto admitted = site.admit(request); !admitted) return admitted.error();
    const auto* const begun = block2_cache_.find(key);
    return begun != nullptr ? *begun : Response::problem({Errc::bad_body, "no answer in blocks has begun"});
}

Response Underway::read(Site& site, const ExchangeKey& exchange, const Received& received)
{
    const auto key = block2_key(exchange.peer, received.request);
    const auto* const begun = goes_on(received) ? block2_cache_.find(key) : block2_cache_.find(key, exchange);
    // A reload may have taken the resource away since.
    if (begun != nullptr && site.admit(received.request)) return *begun;
    auto reply = site.handle(received.request);
    if (is_block_wise(reply, received.block2)) block2_cache_.keep(key, reply, exchange);
    return reply;
}

void Underway::begin(const Peer& peer, const Request& request, const std::optional<Block>& asked, const Response& reply)
{
    if (is_block_wise(reply, asked)) block2_cache_.keep(block2_key(peer, request), reply);
}

}  // namespace coapnode
