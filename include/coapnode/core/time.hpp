// SPDX-License-Identifier: MIT
/// Types for time. Only src/loop reads a clock; all other code receives times as parameters.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

using namespace std::chrono_literals;

/// Intervals and timeouts, in microseconds: the resolution of the loop's timers.
using Duration = std::chrono::microseconds;

/// A moment of the monotonic clock. Its origin is arbitrary, so it is never shown to a user.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// Wall time in UTC, in milliseconds, for timestamps only.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// RFC 3339 in UTC with milliseconds: "2026-11-22T09:31:07.123Z".
std::string to_rfc3339(WallTime time);

/// Hours and minutes in the machine's time zone, for people at this machine: "10:31".
std::string to_local_time_of_day(WallTime time);

/// Date, time and UTC offset in the machine's time zone: "2026-11-22 10:31:07+01:00".
std::string to_local_time(WallTime time);

/// Reads an RFC 3339 time of the years 1970 to 9999, with any offset. Digits beyond milliseconds are cut off. nullopt
/// when `text` is not such a time.
std::optional<WallTime> from_rfc3339(std::string_view text);

/// `duration` in whole seconds, rounded up and at least 1: the value of Max-Age.
std::uint32_t whole_seconds_up(Duration duration);

}  // namespace coapnode
