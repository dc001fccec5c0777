// SPDX-License-Identifier: MIT
/// Exponential smoothing by the time between samples: after one time constant a step is followed to 63 %, after three
/// of them to 95 %, whatever the interval is.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

class ExponentialFilter {
public:
    /// Above zero.
    explicit ExponentialFilter(Duration time_constant) : time_constant_{time_constant} {}

    /// The first sample is taken as it is. `taken` does not go back.
    std::int32_t add(std::int32_t value, Instant taken);

    void forget() { last_.reset(); }

private:
    struct Last {
        double value;  ///< not rounded: else a slow filter would stop short of where it goes
        Instant taken;
    };

    Duration time_constant_;
    std::optional<Last> last_;
};

}  // namespace coapnode
