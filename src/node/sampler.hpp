// SPDX-License-Identifier: MIT
/// Keeps one sensor's latest reading: drives its two phases from the scheduler, retries for ever, tells when it is stale.
///
/// A reading is fresh for `fresh_intervals` intervals; after that latest() is the cause of failure. A failing sensor is
/// tried again with back-off and initialised anew each time. The log tells each transition once.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/sensors/sensor.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

struct Sample {
    Reading reading;       ///< calibrated
    Instant taken;
    WallTime taken_at;
    std::uint64_t sequence{};  ///< rises by one with each sample of this sampler, from 1
};

class Sampler {
public:
    static constexpr int fresh_intervals = 3;

    Sampler(Scheduler& scheduler, Log& log, Sensor& sensor, std::string name, Duration interval,
            Calibration calibration = {});

    /// The last sample while it is fresh, else the cause: the last failure, or not_ready before the first sample.
    [[nodiscard]] Result<Sample> latest() const;

    /// The failure of the latest attempt; nullopt when it went well. May be set while latest() still is fresh.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

    /// Time left until the next sample is expected (until it is tried again, while failing). Never negative.
    [[nodiscard]] Duration until_next() const;

    // helper: private members as you need them
private:
    std::optional<Error> failure_;
};

}  // namespace coapnode
