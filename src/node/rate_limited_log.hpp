// SPDX-License-Identifier: MIT
/// The log of a node: what the world brings about again and again fills no disk.
///
/// Of each cause the first lines are written at once, so that a failure and its end stand where they belong. When they
/// come thicker than the paces allow, the latest waits until its time comes, and takes the place of the one that waited
/// before: what stands last in the log is what is true, a little late. How many were left out is told with it, and
/// counted.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace coapnode {

class RateLimitedLog final : public Log {
public:
    /// Of one cause so many at once, and one more each interval. All paces hold: 6 at once, 60 + 6 in the first hour,
    /// 60 + 144 in a day.
    struct Pace {
        int at_once;
        Duration interval;
    };
    static constexpr std::array<Pace, 2> paces{{{6, 1min}, {60, 10min}}};

    /// Causes that are told apart at a time, more than a configuration has; those beyond share one pace.
    static constexpr std::size_t most_causes = 256;

    /// Both outlive it.
    RateLimitedLog(Scheduler& scheduler, Log& log) : scheduler_{scheduler}, log_{log} {}
    RateLimitedLog(const RateLimitedLog&) = delete;
    RateLimitedLog& operator=(const RateLimitedLog&) = delete;

    void write(LogLevel level, std::string_view line) override { log_.write(level, line); }
    void write_often(std::string_view cause, LogLevel level, const LogLines& lines) override;
    [[nodiscard]] std::uint64_t dropped() const override { return dropped_; }

    /// Writes what waits, for the loop turns no more.
    void finish();

private:
    struct Cause {
        std::array<Instant, paces.size()> spent{};  ///< until when each pace is used up, were lines to come evenly
        LogLevel level{};
        LogLines waiting{};        ///< what comes next; empty: nothing waits
        std::uint64_t left_out{};  ///< lines, since the last one was written
        Instant left_out_since{};
        Timer timer{};
    };

    Cause& cause_named(std::string_view name);
    [[nodiscard]] Instant due(const Cause& cause) const;
    void leave_out(Cause& cause);
    void tell(Cause& cause);

    Scheduler& scheduler_;
    Log& log_;
    std::map<std::string, Cause, std::less<>> causes_;
    std::uint64_t dropped_ = 0;
};

}  // namespace coapnode
