// SPDX-License-Identifier: MIT
#include "coap/server/doubts.hpp"

namespace coapnode {

Doubts::Verdict Doubts::greet(const Peer& peer, std::uint64_t session)
{
    const auto now = clock_.now();
    const auto known = doubts_.find(peer);
    if (known == doubts_.end()) {
        if (!has_room(now)) return Verdict::wait;
        doubts_[peer] = {session, now, false};
        return Verdict::ask;
    }
    auto& doubt = known->second;
    const auto since = now - doubt.asked;
    if (doubt.session == session) {
        if (since < (doubt.answered ? pause : patience)) return Verdict::wait;
        if (!doubt.answered && since < memory) return Verdict::over;
    }
    doubt = {session, now, false};
    return Verdict::ask;
}

void Doubts::hear(const Peer& peer)
{
    if (const auto doubt = doubts_.find(peer); doubt != doubts_.end()) doubt->second.answered = true;
}

bool Doubts::has_room(Instant now)
{
    if (doubts_.size() < most) return true;
    std::erase_if(doubts_, [&](const auto& entry) {
        const auto& doubt = entry.second;
        return now - doubt.asked >= (doubt.answered ? pause : memory);
    });
    return doubts_.size() < most;
}

}  // namespace coapnode
