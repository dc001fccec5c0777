// SPDX-License-Identifier: MIT
#include "node/refiner.hpp"

#include "coapnode/core/derived.hpp"
#include "node/calibrate.hpp"
#include "node/valid_range.hpp"

#include <algorithm>

namespace coapnode {

Refiner::Refiner(const SensorConfig& config)
    : valid_{config.limits.valid},
      calibration_{config.calibration},
      derived_{config.derived},
      altitude_{config.altitude}
{
    for (const auto quantity : measured_quantities) {
        const auto at = index_of(quantity);
        steps_[at] = LargestStep{config.limits.largest_step[at]};
        smoothers_[at] = Smoother{config.smoothing[at]};
    }
}

Result<Reading> Refiner::refine(const Reading& decoded, Instant taken)
{
    if (const auto believed = check_valid(decoded, valid_); !believed) return fail(believed);
    if (const auto believed = check_steps(decoded); !believed) return fail(believed);
    return with_derived(smoothed(calibrated(decoded, calibration_), taken), derived_, altitude_);
}

void Refiner::forget()
{
    for (auto& smoother : smoothers_)
        smoother.forget();
}

/// Each quantity checks each sample, so that steps of several quantities are accepted at the same time.
Result<void> Refiner::check_steps(const Reading& decoded)
{
    Result<void> first_failure;
    for (const auto quantity : measured_quantities) {
        const auto value = decoded.get(quantity);
        const auto believed = value ? steps_[index_of(quantity)].check(*value) : Result<void>{};
        if (first_failure) first_failure = believed;
    }
    return first_failure;
}

Reading Refiner::smoothed(const Reading& reading, Instant taken)
{
    Reading out;
    for (const auto quantity : measured_quantities) {
        const auto value = reading.get(quantity);
        if (value) out = out.with({quantity, smoothers_[index_of(quantity)].add(value->thousandths, taken)});
    }
    return out;
}

}  // namespace coapnode
