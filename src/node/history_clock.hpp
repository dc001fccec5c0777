// SPDX-License-Identifier: MIT
/// Whether the wall clock can be trusted to delete records by age. A Pi has no clock that runs without power, and a
/// clock that is a year ahead for a minute must not delete what was measured in that year.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/senml.hpp"

namespace coapnode {

class HistoryClock {
public:
    /// A wall time before this is wrong: no node is that old.
    static constexpr WallTime first_possible = first_absolute_time;
    /// A record further in the future was taken while the clock was wrong.
    static constexpr WallTime::duration most_ahead = 24h;
    /// How long the wall clock must run in step with the monotonic one before records are deleted by age.
    static constexpr Duration settled_after = 1h;
    static constexpr Duration jump = 1min;

    /// `clock` outlives it.
    explicit HistoryClock(const Clock& clock);

    /// Whether the clock has been set at all.
    [[nodiscard]] bool is_set() const { return clock_.wall_now() >= first_possible; }

    /// Whether it was right at any time since the start. A clock that loses its NTP server later is still accurate
    /// enough.
    bool is_trusted() { return trusted_ = trusted_ || clock_.is_wall_trusted(); }
    void trust() { trusted_ = true; }

    /// Records before the first time are too old; records at or after the second one are impossible.
    [[nodiscard]] WallTime oldest(Duration keep) const;
    [[nodiscard]] WallTime impossible() const;

    /// oldest(), or no moment while the clock is not settled. Jumps are noticed between two calls.
    WallTime forget_before(Duration keep);

private:
    [[nodiscard]] Duration difference() const;

    const Clock& clock_;
    Duration difference_;  ///< between the wall clock and the monotonic clock
    Instant steady_since_;
    bool trusted_ = false;
};

}  // namespace coapnode
