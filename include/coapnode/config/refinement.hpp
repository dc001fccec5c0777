// SPDX-License-Identifier: MIT
/// What the owner of a sensor wants done with its values: limits of belief, calibration, smoothing.
/// src/node/refiner.hpp does it. Values count thousandths of the base unit of their quantity, as in units.hpp.
#pragma once

#include "coapnode/core/derived.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coapnode {

/// Both ends are valid.
struct ValidRange {
    std::int32_t least{};
    std::int32_t most{};

    bool operator==(const ValidRange&) const = default;
};

/// What is believed. In the units of what the chip measured, before the calibration.
struct BeliefLimits {
    ByQuantity<std::optional<ValidRange>> valid{};
    ByQuantity<std::optional<std::int32_t>> largest_step{};  ///< between two samples; above 0

    bool operator==(const BeliefLimits&) const = default;
};

struct CalibrationPoint {
    std::int32_t raw{};        ///< what the chip measured
    std::int32_t corrected{};  ///< what was true then

    bool operator==(const CalibrationPoint&) const = default;
};

inline constexpr std::size_t min_calibration_points = 2;
inline constexpr std::size_t max_calibration_points = 16;

/// slope in millionths.
inline constexpr std::int32_t unit_slope = 1'000'000;

constexpr ByQuantity<std::int32_t> unit_slopes()
{
    ByQuantity<std::int32_t> slopes{};
    slopes.fill(unit_slope);
    return slopes;
}

/// value * slope + offset; or, where there are points, what they say: their raw values rise strictly.
struct Calibration {
    ByQuantity<std::int32_t> offset{};
    ByQuantity<std::int32_t> slope = unit_slopes();  ///< millionths; above 0
    ByQuantity<std::vector<CalibrationPoint>> points{};

    bool operator==(const Calibration&) const = default;
};

inline constexpr unsigned min_median = 2;
inline constexpr unsigned max_median = 31;

/// One of them or none.
struct Smoothing {
    unsigned median = 0;     ///< so many samples; 0: none
    Duration exponential{};  ///< the time constant; zero: none

    bool operator==(const Smoothing&) const = default;
};

}  // namespace coapnode
