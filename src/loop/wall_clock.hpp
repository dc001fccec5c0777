// SPDX-License-Identifier: MIT
/// What the kernel, and the program that sets its wall clock, say about that clock.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/time.hpp"

#include <filesystem>
#include <optional>

namespace coapnode {

/// Readable once the wall clock was set, until acknowledge(). Nothing wakes up for it otherwise.
class WallClockWatch {
public:
    WallClockWatch();

    [[nodiscard]] int fd() const { return timer_.get(); }
    /// Returns whether the clock was set since the last call.
    bool acknowledge();

private:
    FileDescriptor timer_;
};

/// What tells whether the wall clock is kept right.
struct TimeKeeper {
    /// adjtimex(2): what it answers, and the state it fills in.
    int answer{};
    int status{};
    /// Where systemd-timesyncd says so, for a process that may not ask the kernel, as in the service's sandbox.
    std::filesystem::path timesyncd;
};

[[nodiscard]] TimeKeeper time_keeper();

/// nullopt: it cannot be known.
[[nodiscard]] std::optional<bool> is_synchronized(const TimeKeeper& keeper);

/// A machine without a clock chip starts with the time of its shutdown, until NTP sets it. One that is never on a
/// network must not wait without end.
constexpr Duration trusted_after = 10min;

/// The clock is kept right; or the machine has been up for so long that it will hardly be set any more.
[[nodiscard]] bool is_trusted(const TimeKeeper& keeper, Duration up);

}  // namespace coapnode
