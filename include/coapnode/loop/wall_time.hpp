// SPDX-License-Identifier: MIT
/// The times of what was seen before the wall clock was set: how long ago that was, the monotonic clock knows.
#pragma once

#include "coapnode/loop/scheduler.hpp"

namespace coapnode {

/// Less is not corrected: the two clocks are not read at the same moment.
constexpr WallTime::duration least_wall_step = 1s;

/// When the moment `seen` was, as the wall clock says now. `said` is what it said then, and stays where the clock has
/// not been set since: NTP's slow corrections change both clocks alike.
[[nodiscard]] inline WallTime wall_time_of(const Clock& clock, Instant seen, WallTime said)
{
    const auto now_says = clock.wall_now() - std::chrono::floor<WallTime::duration>(clock.now() - seen);
    return std::chrono::abs(now_says - said) < least_wall_step ? said : now_says;
}

}  // namespace coapnode
