// SPDX-License-Identifier: MIT
/// The largest step that the owner of a sensor believes between two samples.
///
/// A larger step is a failure. A step that persists is believed: after so many samples in a row that agree with each
/// other. Samples agree when they are no further apart than the largest step. The first sample has none to be compared
/// with and is believed. Nothing is forgotten while the sensor fails: a value from before an outage is compared with,
/// too, and a new value costs two failures more, which are over in seconds.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// Of one quantity of one sensor.
class LargestStep {
public:
    static constexpr int agreeing_samples = 3;

    /// Thousandths of the base unit; nullopt: each step is believed.
    explicit LargestStep(std::optional<std::int32_t> largest = std::nullopt) : largest_{largest} {}

    /// Errors: not_believed, with the step and the limit.
    Result<void> check(Value value);

private:
    [[nodiscard]] bool agree(std::int32_t a, std::int32_t b) const;
    /// Whether so many samples agree now.
    bool doubt(std::int32_t value);

    std::optional<std::int32_t> largest_;
    std::optional<std::int32_t> believed_;  ///< the last one
    std::int32_t doubted_{};                ///< the last one, if any
    int agreeing_ = 0;                      ///< doubted ones in a row
};

}  // namespace coapnode
