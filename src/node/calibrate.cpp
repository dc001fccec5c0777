// SPDX-License-Identifier: MIT
#include "node/calibrate.hpp"

#include <algorithm>
#include <iterator>

namespace coapnode {

namespace {

/// Interpolates on the segment that contains `raw`; beyond the ends it extends the first or the last one. Rounded once.
std::int64_t on_points(std::int32_t raw, const std::vector<CalibrationPoint>& points)
{
    auto end = std::ranges::lower_bound(points, raw, {}, &CalibrationPoint::raw);
    end = std::clamp(end, std::next(points.begin()), std::prev(points.end()));
    const auto& [from, true_from] = *std::prev(end);
    const auto& [to, true_to] = *end;
    const auto rise = (std::int64_t{raw} - from) * (std::int64_t{true_to} - true_from);
    return true_from + rounded_division(rise, std::int64_t{to} - from);
}

std::int64_t corrected(Value value, const Calibration& calibration)
{
    const auto at = index_of(value.quantity);
    if (!calibration.points[at].empty()) return on_points(value.thousandths, calibration.points[at]);
    const auto scaled = rounded_division(std::int64_t{value.thousandths} * calibration.slope[at], unit_slope);
    return scaled + calibration.offset[at];
}

}  // namespace

Reading calibrated(const Reading& reading, const Calibration& calibration)
{
    Reading out;
    for (const auto quantity : measured_quantities) {
        const auto value = reading.get(quantity);
        if (!value) continue;
        const auto& row = row_of(quantity);
        const auto bounded = std::clamp<std::int64_t>(corrected(*value, calibration), row.least, row.most);
        out = out.with({quantity, static_cast<std::int32_t>(bounded)});
    }
    return out;
}

}  // namespace coapnode
