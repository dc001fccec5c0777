// SPDX-License-Identifier: MIT
/// The log of a node, with a limit: events that repeat without end do not fill the disk.
///
/// The first lines of each cause are written at once, so a failure and its end have their true times. When lines come
/// faster than the paces allow, the latest one waits for its turn and replaces the one that waited before. So the last
/// line in the log is the true state, a little late. It says how many lines were left out before it, and they are
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
    /// So many lines of one cause at once, and one more each interval. All paces hold: 6 at once, 66 in the first hour,
    /// 60 + 144 in a day.
    struct Pace {
        int at_once;
        Duration interval;
    };
    static constexpr std::array<Pace, 2> paces{{{6, 1min}, {60, 10min}}};

    /// Causes with their own pace, more than a configuration has. All further ones share one pace.
    static constexpr std::size_t most_causes = 256;

    /// Both outlive it.
    RateLimitedLog(Scheduler& scheduler, Log& log) : scheduler_{scheduler}, log_{log} {}
    RateLimitedLog(const RateLimitedLog&) = delete;
    RateLimitedLog& operator=(const RateLimitedLog&) = delete;

    void write(LogLevel level, std::string_view line) override { log_.write(level, line); }
    [[nodiscard]] bool wants(LogLevel level) const override { return log_.wants(level); }
    void write_often(std::string_view cause, LogLevel level, const LogLines& lines) override;
    [[nodiscard]] std::uint64_t dropped() const override { return dropped_; }

    /// Writes the waiting lines, because the loop is about to end.
    void flush();

private:
    struct Cause {
        std::array<Instant, paces.size()> spent{};  ///< until when each pace would be used up by evenly spaced lines
        LogLevel level{};
        LogLines waiting{};        ///< the lines that wait; empty: none
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
