// SPDX-License-Identifier: MIT
/// The state of the wall clock, from the kernel and from the program that sets it.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/time.hpp"

#include <filesystem>
#include <optional>

namespace coapnode {

/// Readable when the wall clock was set, until acknowledge(). It causes no other wake-ups.
class WallClockWatch {
public:
    WallClockWatch();

    [[nodiscard]] int fd() const { return timer_.get(); }
    /// Returns whether the clock was set since the last call.
    bool acknowledge();

private:
    FileDescriptor timer_;
};

/// Tells whether the wall clock is synchronised.
struct TimeKeeper {
    /// adjtimex(2): its return value, and the status that it fills in.
    int answer{};
    int status{};
    /// The folder of systemd-timesyncd, for a process that must not call adjtimex, as in the service's sandbox.
    std::filesystem::path timesyncd;
};

[[nodiscard]] TimeKeeper time_keeper();

/// nullopt when it is unknown.
[[nodiscard]] std::optional<bool> is_synchronized(const TimeKeeper& keeper);

/// A machine without a clock chip starts with the time of its shutdown, until NTP sets it. After this time its clock is
/// trusted anyway, because a machine without a network must not wait for ever.
constexpr Duration trusted_after = 10min;

/// Whether the clock is synchronised, or the machine has been up for `trusted_after`.
[[nodiscard]] bool is_trusted(const TimeKeeper& keeper, Duration up);

}  // namespace coapnode
