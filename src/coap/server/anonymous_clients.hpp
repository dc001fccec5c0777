// SPDX-License-Identifier: MIT
/// Clients without DTLS, by unicast and multicast. Neither their identity nor their address is proven. So they all have
/// one role, and the size of replies is limited.
#pragma once

#include "coap/server/exchanges.hpp"
#include "coap/server/reply_budget.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>

namespace coapnode {

class AnonymousClients {
public:
    /// SZX: blocks of 512 bytes, and smaller ones once their network has used up its reply budget.
    static constexpr unsigned largest_exponent = 5;

    explicit AnonymousClients(const Clock& clock) : exchanges_{clock}, budget_{clock} {}

    void allow(Role role) { role_ = role; }

    [[nodiscard]] Client client() const { return {role_, false}; }
    [[nodiscard]] Exchanges& exchanges() { return exchanges_; }

    [[nodiscard]] bool may_draw(const Peer& peer) { return budget_.has_left(network_of(peer)); }
    [[nodiscard]] unsigned exponent_for(const Peer& peer)
    {
        return may_draw(peer) ? largest_exponent : ReplyBudget::exhausted_exponent;
    }
    void spend(const Peer& peer, std::size_t bytes) { budget_.spend(network_of(peer), bytes); }

private:
    Role role_ = Role::none;
    /// Clients with a key have a separate Exchanges, so clients without one cannot displace their state.
    Exchanges exchanges_;
    ReplyBudget budget_;
};

}  // namespace coapnode
