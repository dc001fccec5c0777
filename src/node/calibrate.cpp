// SPDX-License-Identifier: MIT
#include "node/calibrate.hpp"

#include <algorithm>
#include <limits>

namespace coapnode {

namespace {

struct Bounds {
    std::int64_t low = std::numeric_limits<std::int32_t>::min();
    std::int64_t high = std::numeric_limits<std::int32_t>::max();
};

// In the order of all_quantities.
constexpr std::array<Bounds, all_quantities.size()> bounds{{{}, {0, 100'000}, {}}};

}  // namespace

Reading calibrated(const Reading& reading, const Calibration& calibration)
{
    Reading out;
    for (const auto quantity : all_quantities) {
        const auto value = reading.get(quantity);
        if (!value) continue;
        const auto index = static_cast<std::size_t>(quantity);
        const auto sum = std::int64_t{value->thousandths} + calibration.offset[index];
        const auto bounded = std::clamp(sum, bounds[index].low, bounds[index].high);
        out = out.with({quantity, static_cast<std::int32_t>(bounded)});
    }
    return out;
}

}  // namespace coapnode
