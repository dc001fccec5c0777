// SPDX-License-Identifier: MIT
/// Exponential smoothing by the time between samples: the filter follows a step to 63 % after one time constant and to
/// 95 % after three, whatever the interval is.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

class ExponentialFilter {
public:
    /// The time constant must be above zero.
    explicit ExponentialFilter(Duration time_constant) : time_constant_{time_constant} {}

    /// Returns the smoothed value. The first sample is returned unchanged. `taken` must not go back.
    std::int32_t add(std::int32_t value, Instant taken);

    void forget() { last_.reset(); }

private:
    struct Last {
        double value;  ///< not rounded, or a slow filter would stop before it reaches its final value
        Instant taken;
    };

    Duration time_constant_;
    std::optional<Last> last_;
};

}  // namespace coapnode
