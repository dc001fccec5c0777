// SPDX-License-Identifier: MIT
#include "node/median_filter.hpp"

#include "coapnode/core/units.hpp"

#include <algorithm>

namespace coapnode {

std::int32_t MedianFilter::add(std::int32_t value)
{
    if (samples_.size() == window_) samples_.erase(samples_.begin());
    samples_.push_back(value);
    auto sorted = samples_;
    std::ranges::sort(sorted);
    const auto middle = sorted.size() / 2;
    if (sorted.size() % 2 != 0) return sorted[middle];
    return static_cast<std::int32_t>(rounded_division(std::int64_t{sorted[middle - 1]} + sorted[middle], 2));
}

}  // namespace coapnode
