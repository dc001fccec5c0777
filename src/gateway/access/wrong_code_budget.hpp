// SPDX-License-Identifier: MIT
/// How many wrong pairing codes a client may try. They cannot be guessed anyway; this bounds what the attempt costs.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"

#include <cstddef>
#include <map>

namespace coapnode {

class WrongCodeBudget {
public:
    /// Wrong codes within `pause`, from its first one on.
    static constexpr unsigned most_attempts = 10;
    static constexpr Duration pause = 1min;
    /// Clients with a count of their own; all further ones share one.
    static constexpr std::size_t most_clients = 256;

    /// Whether a code of the client is looked at. IPv6 clients of one /64 are one.
    [[nodiscard]] bool allows(const Peer::Address& client, Instant now);
    void note_wrong_code(const Peer::Address& client, Instant now);

private:
    struct Attempts {
        unsigned count = 0;
        Instant first{};
    };

    [[nodiscard]] Peer::Address counted_as(const Peer::Address& client) const;
    void forget_until(Instant now);

    std::map<Peer::Address, Attempts> clients_;
};

}  // namespace coapnode
