// SPDX-License-Identifier: MIT
#include "gateway/exposition/histogram.hpp"

#include <algorithm>
#include <numeric>

namespace coapnode {

void Histogram::observe(Duration duration)
{
    duration = std::max(duration, Duration::zero());
    const auto* const bound = std::lower_bound(bounds.begin(), bounds.end(), duration);
    ++counts_[static_cast<std::size_t>(bound - bounds.begin())];
    sum_ += std::min(duration, Duration::max() - sum_);
}

std::uint64_t Histogram::count() const
{
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{});
}

}  // namespace coapnode
