// SPDX-License-Identifier: MIT
/// A Scheduler whose time passes only when a test says so.
#pragma once

#include "coapnode/loop/scheduler.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <utility>

namespace coapnode {

class FakeScheduler final : public Scheduler {
public:
    /// A day after the origin, so that a time_point left at zero shows.
    static constexpr Instant start{24h};
    /// 2026-11-22T09:31:07.123Z
    static constexpr WallTime wall_start{1'795'339'867'123ms};

    FakeScheduler() = default;
    FakeScheduler(const FakeScheduler&) = delete;
    FakeScheduler& operator=(const FakeScheduler&) = delete;
    ~FakeScheduler() override { CHECK_MESSAGE(state_->timers_alive == 0, "a timer outlives its scheduler"); }

    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] WallTime wall_now() const override
    {
        return wall_start + std::chrono::floor<WallTime::duration>(now_ - start) + wall_step_;
    }

    [[nodiscard]] Timer after(Duration delay, std::function<void()> act) override
    {
        CHECK_MESSAGE(delay < longest_delay, "a delay that overflowed");
        const Key key{now_ + std::max(delay, Duration::zero()), ++state_->last_number};
        state_->due.emplace(key, std::move(act));
        return std::make_unique<FakeTimer>(state_, key);
    }

    /// Lets `duration` pass and runs what becomes due in it, in order, each at its own moment.
    void advance(Duration duration)
    {
        const auto end = now_ + duration;
        for (int runs = 0; run_next(end); ++runs) {
            if (runs == most_runs) throw std::runtime_error{"timers set each other without end"};
        }
        now_ = end;
    }

    /// Lets `duration` pass without running anything, as for a process that is stopped. What became due meanwhile runs,
    /// late, at the next advance().
    void freeze(Duration duration) { now_ += duration; }

    /// Sets the wall clock forward (or back), as NTP does; the monotonic one does not notice.
    void step_wall_clock(WallTime::duration step)
    {
        wall_step_ += step;
        steps_.emit();
    }
    [[nodiscard]] ChangeSignal& wall_steps() override { return steps_; }
    [[nodiscard]] bool is_wall_trusted() const override { return wall_trusted; }
    bool wall_trusted = true;

    [[nodiscard]] Duration elapsed() const { return now_ - start; }
    /// How many timers are set and have not run.
    [[nodiscard]] std::size_t pending() const { return state_->due.size(); }

private:
    static constexpr int most_runs = 1'000'000;
    static constexpr Duration longest_delay = 24h * 366 * 10;

    using Key = std::pair<Instant, std::uint64_t>;  ///< of two that are due at once, the older runs first

    struct State {
        std::map<Key, std::function<void()>> due;
        std::uint64_t last_number = 0;
        int timers_alive = 0;
    };

    class FakeTimer final : public PendingTimer {
    public:
        FakeTimer(std::shared_ptr<State> state, Key key) : state_{std::move(state)}, key_{key}
        {
            ++state_->timers_alive;
        }
        FakeTimer(const FakeTimer&) = delete;
        FakeTimer& operator=(const FakeTimer&) = delete;
        ~FakeTimer() override
        {
            state_->due.erase(key_);
            --state_->timers_alive;
        }

    private:
        std::shared_ptr<State> state_;
        Key key_;
    };

    bool run_next(Instant end)
    {
        const auto next = state_->due.begin();
        if (next == state_->due.end() || next->first.first > end) return false;
        now_ = std::max(now_, next->first.first);
        const auto act = std::move(next->second);  // it may destroy its own timer
        state_->due.erase(next);
        act();
        return true;
    }

    std::shared_ptr<State> state_ = std::make_shared<State>();
    Instant now_ = start;
    WallTime::duration wall_step_{};
    ChangeSignal steps_;
};

}  // namespace coapnode
