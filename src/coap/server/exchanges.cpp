// SPDX-License-Identifier: MIT
#include "coap/server/exchanges.hpp"

#include "coap/server/reply_budget.hpp"
#include "coap/wire/peer.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Block2Key block2_key(const Peer& peer, const Request& request)
{
    return {peer, request.client.role, request.path, request.query, request.accept, request.method};
}

/// Whether the body needs several blocks, of the size that the client wants or of the largest that it gets.
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

Response Exchanges::answer(Site& site, const Exchange& exchange, Received& received)
{
    const auto method = received.request.method;
    if (method == Method::put || method == Method::post) return change(site, exchange, received);
    const auto* const kept = block2_cache_.empty() ? nullptr : begun(exchange, received);
    // A reload may have removed the resource.
    if (kept != nullptr && site.admit(received.request)) return *kept;
    auto reply = site.handle(received.request);
    if (is_block_wise(reply, received.block2)) keep(exchange, received, reply);
    return reply;
}

Response Exchanges::change(Site& site, const Exchange& exchange, Received& received)
{
    if (goes_on(received)) return continue_change(site, exchange, received.request);
    auto reply = changes_.answer(site, exchange.key(), received);
    if (is_block_wise(reply, received.block2)) keep(exchange, received, reply);
    return reply;
}

void Exchanges::keep(const Exchange& exchange, const Received& received, const Response& reply)
{
    auto key = exchange.key();
    auto body = block2_key(key.peer, received.request);
    block2_cache_.keep(std::move(body), reply, std::move(key));
}

Response Exchanges::continue_change(Site& site, const Exchange& exchange, const Request& request)
{
    // RFC 7959 section 3.3: the request looks like another change, but asks for the rest of the answer to the last one.
    if (const auto admitted = site.admit(request); !admitted) return admitted.error();
    const auto* const begun = block2_cache_.find(block2_key(peer_of(exchange.session), request));
    return begun != nullptr
               ? *begun
               : Response::problem({Errc::bad_body, "there is no block-wise answer to continue: start again"});
}

const Response* Exchanges::begun(const Exchange& exchange, const Received& received)
{
    const auto peer = peer_of(exchange.session);
    if (goes_on(received)) return block2_cache_.find(block2_key(peer, received.request));
    if (!block2_cache_.holds_any_of(peer)) return nullptr;
    return block2_cache_.find(block2_key(peer, received.request), exchange.key());
}

void Exchanges::keep_notified(const Peer& peer, const Request& request, const std::optional<Block>& asked,
                              const Response& reply)
{
    if (is_block_wise(reply, asked)) block2_cache_.keep(block2_key(peer, request), reply);
}

}  // namespace coapnode
