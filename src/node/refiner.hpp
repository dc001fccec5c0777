// SPDX-License-Identifier: MIT
/// What happens to a sample between its decoding and its being served:
///
///   1. valid: a value outside its limits is a failure;
///   2. largest step: so is a value too far from the one before;
///   3. calibration;
///   4. smoothing;
///   5. derived quantities.
///
/// The limits come first and judge what the chip measured: what is not believed reaches no filter. The calibration
/// comes before the smoothing, so that a reload that changes it begins with its effect. What is derived comes last: the
/// dew point is that of the temperature and the humidity that are served beside it.
///
/// One value that is not believed fails the sample: all values of a sample come from one exchange with the chip. A
/// failure passes through: no stage puts a former value in its place.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "node/largest_step.hpp"
#include "node/smoother.hpp"

namespace coapnode {

/// Of one sensor.
class Refiner {
public:
    explicit Refiner(const SensorConfig& config = {});

    /// Errors: not_believed.
    Result<Reading> refine(const Reading& decoded, Instant taken);

    /// The sensor failed for so long that it had no reading: the filters begin anew. They pass over a shorter failure.
    /// The largest step remembers, see there.
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
