// SPDX-License-Identifier: MIT
#include "coap/server/session_table.hpp"

#include "coap/wire/peer.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// Beyond this size, entries of sessions that ended without a report are removed.
constexpr std::size_t sweep_size = 4096;

}  // namespace

void SessionTable::add(const coap_session_t& session, std::string_view identity)
{
    if (peers_.size() >= sweep_size) forget_gone(*coap_session_get_context(&session));
    peers_.insert_or_assign(peer_of(session),
                            Session{*coap_session_get_addr_remote(&session), coap_session_get_ifindex(&session),
                                    std::string{identity}, ++handshakes_});
}

std::uint64_t SessionTable::number_of(const Peer& peer) const
{
    const auto known = peers_.find(peer);
    return known == peers_.end() ? 0 : known->second.number;
}

void SessionTable::confirm(const coap_session_t& session)
{
    if (const auto peer = peers_.find(peer_of(session)); peer != peers_.end()) peer->second.is_confirmed = true;
}

bool SessionTable::forget(const coap_session_t& session)
{
    const auto peer = peers_.extract(peer_of(session));
    return !peer.empty() && !peer.mapped().is_confirmed;
}

void SessionTable::end(coap_context_t& context, const std::vector<std::string>& identities)
{
    // Ending a session causes an event that calls forget(), so the entries are removed first.
    std::vector<Session> ended;
    std::erase_if(peers_, [&](const auto& entry) {
        const auto& peer = entry.second;
        if (std::find(identities.begin(), identities.end(), peer.identity) == identities.end()) return false;
        ended.push_back(peer);
        return true;
    });
    for (const auto& peer : ended) {
        auto* const session = coap_session_get_by_peer(&context, &peer.address, peer.interface_index);
        if (session != nullptr) coap_session_disconnected(session, COAP_NACK_NOT_DELIVERABLE);
    }
}

coap_session_t* SessionTable::established(const coap_context_t& context, const Peer& peer) const
{
    const auto known = peers_.find(peer);
    if (known == peers_.end()) return nullptr;
    auto* const session = coap_session_get_by_peer(&context, &known->second.address, known->second.interface_index);
    if (session == nullptr || coap_session_get_state(session) != COAP_SESSION_STATE_ESTABLISHED) return nullptr;
    return session;
}

void SessionTable::forget_gone(const coap_context_t& context)
{
    std::erase_if(peers_, [&](const auto& entry) {
        return coap_session_get_by_peer(&context, &entry.second.address, entry.second.interface_index) == nullptr;
    });
}

}  // namespace coapnode
