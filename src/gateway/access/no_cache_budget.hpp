// SPDX-License-Identifier: MIT
/// How often strangers may have a node asked anew: "no-cache" of clients without a token counts once a second for each
/// resource; in between they are answered from the cache.
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
    /// Resources within one pause; the next one is answered from the cache.
    static constexpr std::size_t most_resources = 256;

    /// Whether the node may be asked now; then it counts as asked. `resource`: the node's name, path and query.
    [[nodiscard]] bool spend(const std::string& resource, Instant now);

private:
    void forget_until(Instant now);

    using Resources = std::set<std::string>;
    Resources resources_;
    std::deque<std::pair<Instant, Resources::iterator>> taken_;  ///< in the order of time
};

}  // namespace coapnode
