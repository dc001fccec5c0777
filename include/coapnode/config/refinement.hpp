// SPDX-License-Identifier: MIT
/// What the configuration asks for with a sensor's values: plausibility limits, calibration, smoothing.
/// src/node/refiner.hpp applies them. Values are thousandths of the base unit of their quantity, as in units.hpp.
#pragma once

#include "coapnode/core/derived.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coapnode {

/// Both ends are included.
struct ValidRange {
    std::int32_t least{};
    std::int32_t most{};

    bool operator==(const ValidRange&) const = default;
};

/// Plausibility limits. They apply to the measured value, before the calibration.
struct BeliefLimits {
    ByQuantity<std::optional<ValidRange>> valid{};
    ByQuantity<std::optional<std::int32_t>> largest_step{};  ///< between two samples; above 0

    bool operator==(const BeliefLimits&) const = default;
};

/// One measurement that was compared with a reference.
struct CalibrationPoint {
    std::int32_t raw{};        ///< what the chip measured
    std::int32_t corrected{};  ///< the true value then

    bool operator==(const CalibrationPoint&) const = default;
};

inline constexpr std::size_t min_calibration_points = 2;
inline constexpr std::size_t max_calibration_points = 16;

/// A slope of 1, in millionths.
inline constexpr std::int32_t unit_slope = 1'000'000;

constexpr ByQuantity<std::int32_t> unit_slopes()
{
    ByQuantity<std::int32_t> slopes{};
    slopes.fill(unit_slope);
    return slopes;
}

/// value * slope + offset, or linear interpolation when there are points. The raw values of the points rise strictly.
struct Calibration {
    ByQuantity<std::int32_t> offset{};
    ByQuantity<std::int32_t> slope = unit_slopes();  ///< millionths; above 0
    ByQuantity<std::vector<CalibrationPoint>> points{};

    bool operator==(const Calibration&) const = default;
};

inline constexpr unsigned min_median = 2;
inline constexpr unsigned max_median = 31;

/// At most one of the two is set.
struct Smoothing {
    unsigned median = 0;     ///< number of samples; 0: no median
    Duration exponential{};  ///< the time constant; 0: no exponential smoothing

    bool operator==(const Smoothing&) const = default;
};

}  // namespace coapnode
