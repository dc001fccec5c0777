// SPDX-License-Identifier: MIT
/// Limits wrong pairing codes per client. Codes cannot be guessed anyway; this bounds the cost of trying.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"

#include <cstddef>
#include <map>

namespace coapnode {

class WrongCodeBudget {
public:
    /// Wrong codes within `pause`, counted from the first one.
    static constexpr unsigned most_attempts = 10;
    static constexpr Duration pause = 1min;
    /// Clients with their own count; all further ones share one.
    static constexpr std::size_t most_clients = 256;

    /// Whether a code of the client is checked. IPv6 clients of one /64 count as one.
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
