// SPDX-License-Identifier: MIT
#include "node/history_clock.hpp"

#include <utility>

namespace coapnode {

HistoryClock::HistoryClock(const Clock& clock) : clock_{clock}, difference_{difference()}, steady_since_{clock.now()} {}

WallTime HistoryClock::oldest(Duration keep) const
{
    return is_set() ? clock_.wall_now() - std::chrono::floor<WallTime::duration>(keep) : WallTime::min();
}

WallTime HistoryClock::impossible() const
{
    return is_set() ? clock_.wall_now() + most_ahead : WallTime::max();
}

WallTime HistoryClock::forget_before(Duration keep)
{
    const auto before = std::exchange(difference_, difference());
    if (std::chrono::abs(difference_ - before) >= jump) steady_since_ = clock_.now();
    return clock_.now() - steady_since_ >= settled_after ? oldest(keep) : WallTime::min();
}

Duration HistoryClock::difference() const
{
    return clock_.wall_now().time_since_epoch() - clock_.now().time_since_epoch();
}

}  // namespace coapnode
