// SPDX-License-Identifier: MIT
/// The median of the last samples: one spike among them does not move it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coapnode {

class MedianFilter {
public:
    /// `window` samples, 1 or more.
    explicit MedianFilter(std::size_t window) : window_{window} {}

    /// The median of the last samples, including this one. With an even count it is the mean of the middle two.
    std::int32_t add(std::int32_t value);

    void forget() { samples_.clear(); }

private:
    std::size_t window_;
    std::vector<std::int32_t> samples_;  ///< the oldest first
};

}  // namespace coapnode
