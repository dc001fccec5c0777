// SPDX-License-Identifier: MIT
#include "coap/observe/confirmations.hpp"

#include "coap/wire/peer.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

bool Confirmations::may_begin(const coap_session_t& session, Instant now) const
{
    const auto own = under_way_.find(&session);
    if (own == under_way_.end()) return under_way_.size() < most;
    return own->second.is_secure && now >= own->second.begun + unseen;
}

void Confirmations::begin(coap_session_t& session, bool is_secure, std::uint16_t message_id, Instant now)
{
    auto& exchange = under_way_[&session];
    if (!exchange.session) exchange.session.reset(coap_session_reference(&session));
    exchange.peer = peer_of(session);
    exchange.is_secure = is_secure;
    exchange.message_id = message_id;
    exchange.begun = now;
}

bool Confirmations::is_overdue(const coap_session_t& session, Instant now) const
{
    const auto own = under_way_.find(&session);
    return own != under_way_.end() && !own->second.is_secure && now >= own->second.begun + patience;
}

const coap_session_t* Confirmations::find(const coap_context_t& context, const EmptyMessage& acknowledgement) const
{
    const auto found = std::find_if(under_way_.begin(), under_way_.end(), [&](const auto& entry) {
        return entry.second.message_id == acknowledgement.message_id &&
               coap_session_get_context(entry.first) == &context && entry.second.peer == acknowledgement.peer;
    });
    return found == under_way_.end() ? nullptr : found->first;
}

std::vector<const coap_session_t*> Confirmations::of(const coap_context_t& context) const
{
    std::vector<const coap_session_t*> sessions;
    for (const auto& [session, exchange] : under_way_)
        if (coap_session_get_context(session) == &context) sessions.push_back(session);
    return sessions;
}

std::vector<std::pair<const coap_session_t*, bool>> Confirmations::expired(Instant now) const
{
    std::vector<std::pair<const coap_session_t*, bool>> sessions;
    for (const auto& [session, exchange] : under_way_)
        if (now >= exchange.begun + longest) sessions.emplace_back(session, exchange.is_secure);
    return sessions;
}

Instant Confirmations::next_expiry() const
{
    auto next = Instant::max();
    for (const auto& [session, exchange] : under_way_)
        next = std::min(next, exchange.begun + longest);
    return next;
}

}  // namespace coapnode
