// SPDX-License-Identifier: MIT
#include "gateway/access/no_cache_budget.hpp"

namespace coapnode {

bool NoCacheBudget::spend(const std::string& resource, Instant now)
{
    forget_until(now);
    if (resources_.size() == most_resources) return false;
    const auto [place, is_new] = resources_.insert(resource);
    if (is_new) taken_.emplace_back(now, place);
    return is_new;
}

void NoCacheBudget::forget_until(Instant now)
{
    while (!taken_.empty() && now - taken_.front().first >= pause) {
        resources_.erase(taken_.front().second);
        taken_.pop_front();
    }
}

}  // namespace coapnode
