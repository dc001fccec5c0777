// SPDX-License-Identifier: MIT
/// Corrects the wall times of events from before the wall clock was set. The monotonic clock tells how long ago they
/// were.
#pragma once

#include "coapnode/loop/scheduler.hpp"

namespace coapnode {

/// Smaller differences are not corrected, because the two clocks are not read at the same moment.
constexpr WallTime::duration least_wall_step = 1s;

/// The wall time of the moment `seen`, by today's wall clock. `said` is what the wall clock showed at that moment. It
/// is returned unchanged unless the clock was set since; NTP's slow corrections change both clocks alike.
[[nodiscard]] inline WallTime wall_time_of(const Clock& clock, Instant seen, WallTime said)
{
    const auto now_says = clock.wall_now() - std::chrono::floor<WallTime::duration>(clock.now() - seen);
    return std::chrono::abs(now_says - said) < least_wall_step ? said : now_says;
}

}  // namespace coapnode
