// SPDX-License-Identifier: MIT
#include "coapnode/loop/monotonic.hpp"

#include <chrono>
#include <ctime>

namespace coapnode {

Instant monotonic_now() noexcept
{
    // steady_clock is CLOCK_MONOTONIC, as the timers of both loops.
    return std::chrono::floor<Duration>(std::chrono::steady_clock::now());
}

Instant coarse_monotonic_now() noexcept
{
    timespec now{};
    static_cast<void>(::clock_gettime(CLOCK_MONOTONIC_COARSE, &now));  // fails for an unknown clock only
    return Instant{
        std::chrono::floor<Duration>(std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec})};
}

}  // namespace coapnode
