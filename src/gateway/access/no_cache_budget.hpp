// SPDX-License-Identifier: MIT
/// Limits requests to nodes by clients without a token: their "no-cache" is honoured once a second for each resource;
/// otherwise the answer comes from the cache.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <utility>

namespace coapnode {

class NoCacheBudget {
public:
    static constexpr Duration pause = 1s;
    /// Bound on resources within one pause; further ones are answered from the cache.
    static constexpr std::size_t most_resources = 256;

    /// Whether the node may be asked now; if so, the request is counted. `resource`: the node's name, path and query.
    [[nodiscard]] bool spend(const std::string& resource, Instant now);

private:
    void forget_until(Instant now);

    using Resources = std::set<std::string>;
    Resources resources_;
    std::deque<std::pair<Instant, Resources::iterator>> taken_;  ///< in the order of time
};

}  // namespace coapnode
