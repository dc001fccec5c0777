// SPDX-License-Identifier: MIT
/// What a converter would count: the inverse of a chip's compensation, searched by bisection.
#pragma once

#include <cmath>
#include <cstdint>

namespace coapnode {

/// The count in 0..`largest` at which the rising `curve` comes nearest to `wanted`.
template <class Curve>
std::uint32_t nearest_count(std::uint32_t largest, double wanted, Curve curve)
{
    std::uint32_t low = 0;
    std::uint32_t high = largest;
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (curve(middle) <= wanted ? low : high) = middle;
    }
    return std::abs(curve(low) - wanted) <= std::abs(curve(high) - wanted) ? low : high;
}

}  // namespace coapnode
