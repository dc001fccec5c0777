// SPDX-License-Identifier: MIT
#include "coap/server/reply_budget.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr Duration time_to_earn(std::size_t bytes)
{
    return Duration{1'000'000 * bytes / ReplyBudget::bytes_per_second};
}

}  // namespace

bool ReplyBudget::has_left(const Network& network)
{
    const auto known = full_at_.find(network);
    if (known != full_at_.end()) return known->second - clock_.now() < time_to_earn(burst);
    if (full_at_.size() < capacity) return true;
    std::erase_if(full_at_, [now = clock_.now()](const auto& entry) { return entry.second <= now; });
    return full_at_.size() < capacity;
}

void ReplyBudget::spend(const Network& network, std::size_t bytes)
{
    if (!has_left(network)) return;
    auto& full_at = full_at_[network];
    full_at = std::max(full_at, clock_.now()) + time_to_earn(bytes);
}

}  // namespace coapnode
