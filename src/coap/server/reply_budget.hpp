// SPDX-License-Identifier: MIT
/// How much a network that may be forged can draw: without DTLS nobody proves the address that a reply goes to, and a
/// reply is larger than its request (RFC 7252 section 11.3). A token bucket of bytes for each network, as DNS servers
/// have it; when it is empty, replies come in smaller blocks, so that a true client still gets all it asks for.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <map>

namespace coapnode {

class ReplyBudget {
public:
    static constexpr std::size_t burst = 131'072;            ///< bytes
    static constexpr std::size_t bytes_per_second = 16'384;  ///< what comes back
    static constexpr unsigned exhausted_exponent = 3;        ///< SZX of the blocks when it is empty: 128 bytes
    /// Networks with a budget that is not full. While there are as many, others have none.
    static constexpr std::size_t capacity = 512;

    explicit ReplyBudget(const Clock& clock) : clock_{clock} {}

    [[nodiscard]] bool has_left(const Network& network);
    void spend(const Network& network, std::size_t bytes);

private:
    const Clock& clock_;
    std::map<Network, Instant> full_at_;  ///< when each budget will be full again
};

}  // namespace coapnode
