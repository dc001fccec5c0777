// SPDX-License-Identifier: MIT
#include "coap/server/dead_peer_detection.hpp"

namespace coapnode {

DeadPeerDetection::Verdict DeadPeerDetection::on_client_hello(const Peer& peer, std::uint64_t session)
{
    const auto now = clock_.now();
    const auto known = probes_.find(peer);
    if (known == probes_.end()) {
        if (!has_room(now)) return Verdict::wait;
        probes_[peer] = {session, now, false};
        return Verdict::probe;
    }
    auto& probe = known->second;
    const auto since = now - probe.asked;
    if (probe.session == session) {
        if (since < (probe.answered ? pause : patience)) return Verdict::wait;
        if (!probe.answered && since < memory) return Verdict::dead;
    }
    probe = {session, now, false};
    return Verdict::probe;
}

void DeadPeerDetection::heard(const Peer& peer)
{
    if (const auto probe = probes_.find(peer); probe != probes_.end()) probe->second.answered = true;
}

bool DeadPeerDetection::has_room(Instant now)
{
    if (probes_.size() < most) return true;
    std::erase_if(probes_, [&](const auto& entry) {
        const auto& probe = entry.second;
        return now - probe.asked >= (probe.answered ? pause : memory);
    });
    return probes_.size() < most;
}

}  // namespace coapnode
