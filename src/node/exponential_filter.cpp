// SPDX-License-Identifier: MIT
#include "node/exponential_filter.hpp"

#include <cmath>

namespace coapnode {

std::int32_t ExponentialFilter::add(std::int32_t value, Instant taken)
{
    if (!last_) last_ = Last{static_cast<double>(value), taken};
    const auto time_constants = std::chrono::duration<double>{taken - last_->taken} / time_constant_;
    const auto kept = std::exp(-time_constants);
    last_ = Last{value + (last_->value - value) * kept, taken};
    return static_cast<std::int32_t>(std::lround(last_->value));
}

}  // namespace coapnode
