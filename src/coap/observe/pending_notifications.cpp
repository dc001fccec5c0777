// SPDX-License-Identifier: MIT
#include "coap/observe/pending_notifications.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

bool PendingNotifications::may_begin(const coap_session_t& session, Instant now) const
{
    const auto own = pending_.find(&session);
    if (own == pending_.end()) return pending_.size() < most;
    return own->second.host->is_secure() && now >= own->second.begun + unseen;
}

void PendingNotifications::begin(const coap_session_t& session, Pending pending)
{
    pending_.insert_or_assign(&session, std::move(pending));
}

bool PendingNotifications::is_overdue(const coap_session_t& session, Instant now) const
{
    const auto own = pending_.find(&session);
    return own != pending_.end() && !own->second.host->is_secure() && now >= own->second.begun + patience;
}

const coap_session_t* PendingNotifications::find(const ObserverHost& host, const EmptyMessage& acknowledgement) const
{
    const auto found = std::find_if(pending_.begin(), pending_.end(), [&](const auto& entry) {
        const auto& pending = entry.second;
        return pending.message_id == acknowledgement.message_id && pending.host == &host &&
               pending.peer == acknowledgement.peer;
    });
    return found == pending_.end() ? nullptr : found->first;
}

std::vector<const coap_session_t*> PendingNotifications::of(const ObserverHost& host) const
{
    std::vector<const coap_session_t*> sessions;
    for (const auto& [session, pending] : pending_)
        if (pending.host == &host) sessions.push_back(session);
    return sessions;
}

std::vector<PendingNotifications::Expired> PendingNotifications::expired(Instant now) const
{
    std::vector<Expired> expired;
    for (const auto& [session, pending] : pending_)
        if (now >= pending.begun + longest) expired.push_back({session, pending.host});
    return expired;
}

Instant PendingNotifications::next_expiry() const
{
    auto next = Instant::max();
    for (const auto& [session, pending] : pending_)
        next = std::min(next, pending.begun + longest);
    return next;
}

}  // namespace coapnode
