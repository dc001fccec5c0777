// SPDX-License-Identifier: MIT
/// Processes a sample between its decoding and its use:
///
///   1. valid: a value outside its limits is a failure;
///   2. largest step: a value too far from the one before is a failure;
///   3. calibration;
///   4. smoothing;
///   5. derived quantities.
///
/// The limits come first and apply to the measured values: implausible values reach no filter. The calibration comes
/// before the smoothing, so that a changed calibration takes effect at once. Derived quantities come last: the dew
/// point belongs to the temperature and humidity that are served beside it.
///
/// One implausible value fails the whole sample, because all its values come from one exchange with the chip. A failure
/// passes through: no stage replaces it by an earlier value.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "node/largest_step.hpp"
#include "node/smoother.hpp"

namespace coapnode {

/// For one sensor.
class Refiner {
public:
    explicit Refiner(const SensorConfig& config = {});

    /// Errors: not_believed.
    Result<Reading> refine(const Reading& decoded, Instant taken);

    /// Resets the filters: the sensor had no reading for some time. They ignore a shorter failure. The largest step is
    /// not reset (largest_step.hpp).
    void forget();

private:
    Result<void> check_steps(const Reading& decoded);
    Reading smoothed(const Reading& reading, Instant taken);

    ByQuantity<std::optional<ValidRange>> valid_;
    ByQuantity<LargestStep> steps_;
    Calibration calibration_;
    ByQuantity<Smoother> smoothers_;
    std::vector<Quantity> derived_;
    std::optional<Altitude> altitude_;
};

}  // namespace coapnode
