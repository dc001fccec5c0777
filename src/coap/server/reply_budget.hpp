// SPDX-License-Identifier: MIT
/// Limits the bytes that are sent to a network. Without DTLS the address may be forged, and a reply may be larger than
/// its request (amplification, RFC 7252 section 11.3). Each network has a token bucket, as in DNS servers. When it is
/// empty, replies use smaller blocks, so a genuine client still gets everything.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <map>

namespace coapnode {

class ReplyBudget {
public:
    static constexpr std::size_t burst = 131'072;            ///< bytes
    static constexpr std::size_t bytes_per_second = 16'384;  ///< the refill
    static constexpr unsigned exhausted_exponent = 3;        ///< SZX of the blocks when it is empty: 128 bytes
    /// Bound on the networks whose budget is not full. While it is reached, other networks have no budget.
    static constexpr std::size_t capacity = 512;

    explicit ReplyBudget(const Clock& clock) : clock_{clock} {}

    [[nodiscard]] bool has_left(const Network& network);
    void spend(const Network& network, std::size_t bytes);

private:
    const Clock& clock_;
    std::map<Network, Instant> full_at_;  ///< when each budget will be full again
};

}  // namespace coapnode
