// SPDX-License-Identifier: MIT
#include "coapnode/loop/monotonic.hpp"

#include <chrono>

namespace coapnode {

Instant monotonic_now() noexcept
{
    // steady_clock is CLOCK_MONOTONIC, as the timers of both loops.
    return std::chrono::floor<Duration>(std::chrono::steady_clock::now());
}

}  // namespace coapnode
