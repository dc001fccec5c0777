// SPDX-License-Identifier: MIT
/// Checks the step between two samples against the configured limit.
///
/// A larger step is a failure. A step that persists is accepted after several samples in a row that agree with each
/// other. Samples agree when they differ by at most the largest step. The first sample is always accepted. Nothing is
/// forgotten while the sensor fails: the first value after an outage is compared with the last one before it. A new
/// value then costs two more failures, which last seconds.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// For one quantity of one sensor.
class LargestStep {
public:
    static constexpr int agreeing_samples = 3;

    /// In thousandths of the base unit; nullopt: each step is accepted.
    explicit LargestStep(std::optional<std::int32_t> largest = std::nullopt) : largest_{largest} {}

    /// Errors: not_believed, with the step and the limit.
    Result<void> check(Value value);

private:
    [[nodiscard]] bool agree(std::int32_t a, std::int32_t b) const;
    /// Whether enough samples agree.
    bool doubt(std::int32_t value);

    std::optional<std::int32_t> largest_;
    std::optional<std::int32_t> believed_;  ///< the last accepted value
    std::int32_t doubted_{};                ///< the last rejected value
    int agreeing_ = 0;                      ///< rejected values in a row that agree
};

}  // namespace coapnode
