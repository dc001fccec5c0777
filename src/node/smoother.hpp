// SPDX-License-Identifier: MIT
/// Smooths one quantity of one sensor with the configured filter.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "node/exponential_filter.hpp"
#include "node/median_filter.hpp"

#include <variant>

namespace coapnode {

class Smoother {
public:
    explicit Smoother(const Smoothing& config = {});

    std::int32_t add(std::int32_t value, Instant taken);
    void forget();

private:
    std::variant<std::monostate, MedianFilter, ExponentialFilter> filter_;
};

}  // namespace coapnode
