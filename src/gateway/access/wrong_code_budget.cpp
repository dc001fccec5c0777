// SPDX-License-Identifier: MIT
#include "gateway/access/wrong_code_budget.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr Peer::Address all_others{};

Peer::Address network_of(const Peer::Address& client)
{
    if (is_ipv4(client)) return client;
    auto network = client;
    std::fill(network.begin() + 8, network.end(), std::uint8_t{0});
    return network;
}

}  // namespace

bool WrongCodeBudget::allows(const Peer::Address& client, Instant now)
{
    forget_until(now);
    const auto found = clients_.find(counted_as(client));
    return found == clients_.end() || found->second.count < most_attempts;
}

void WrongCodeBudget::note_wrong_code(const Peer::Address& client, Instant now)
{
    forget_until(now);
    auto& attempts = clients_.try_emplace(counted_as(client), Attempts{0, now}).first->second;
    ++attempts.count;
}

Peer::Address WrongCodeBudget::counted_as(const Peer::Address& client) const
{
    const auto network = network_of(client);
    return clients_.contains(network) || clients_.size() < most_clients ? network : all_others;
}

void WrongCodeBudget::forget_until(Instant now)
{
    std::erase_if(clients_, [&](const auto& client) { return now - client.second.first >= pause; });
}

}  // namespace coapnode
