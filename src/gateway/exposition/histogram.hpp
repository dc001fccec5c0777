// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/core/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode {

/// A Prometheus histogram of durations with fixed buckets from 5 ms to 10 s.
class Histogram {
public:
    static constexpr std::array<Duration, 11> bounds{5ms, 10ms, 25ms, 50ms, 100ms, 250ms, 500ms, 1s, 2500ms, 5s, 10s};

    /// A negative duration counts as 0.
    void observe(Duration duration);

    /// Of durations up to bounds[bucket], not counting those of the buckets before; bounds.size() is the one of the
    /// others.
    [[nodiscard]] std::uint64_t count_in(std::size_t bucket) const { return counts_.at(bucket); }
    [[nodiscard]] std::uint64_t count() const;
    [[nodiscard]] Duration sum() const { return sum_; }

private:
    std::array<std::uint64_t, bounds.size() + 1> counts_{};
    Duration sum_{};
};

}  // namespace coapnode
