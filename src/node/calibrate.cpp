// SPDX-License-Identifier: MIT
#include "node/calibrate.hpp"

#include <algorithm>

namespace coapnode {

Reading calibrated(const Reading& reading, const Calibration& calibration)
{
    Reading out;
    for (const auto quantity : all_quantities) {
        const auto value = reading.get(quantity);
        if (!value) continue;
        const auto& row = row_of(quantity);
        const auto sum = std::int64_t{value->thousandths} + calibration.offset[index_of(quantity)];
        const auto bounded = std::clamp<std::int64_t>(sum, row.least, row.most);
        out = out.with({quantity, static_cast<std::int32_t>(bounded)});
    }
    return out;
}

}  // namespace coapnode
