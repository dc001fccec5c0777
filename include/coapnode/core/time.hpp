// SPDX-License-Identifier: MIT
/// Time as a parameter. Only src/loop reads a clock; everybody else is handed one of these.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

using namespace std::chrono_literals;

/// Intervals and time-outs: microseconds, the resolution of the loop's timers.
using Duration = std::chrono::microseconds;

/// A moment of the monotonic clock, as time since an arbitrary origin. Never shown to a user.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// Wall time in UTC, for timestamps alone.
using WallTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// RFC 3339 in UTC with milliseconds: "2026-11-22T09:31:07.123Z".
std::string to_rfc3339(WallTime time);

/// Hours and minutes in the machine's time zone, as "10:31": for those who look at the machine.
std::string to_local_time_of_day(WallTime time);

/// Date, time and UTC offset in the machine's time zone, as "2026-11-22 10:31:07+01:00".
std::string to_local_time(WallTime time);

/// Any RFC 3339 time of the years 1970 to 9999, with its offset; nullopt when it is none. Digits beyond milliseconds
/// are cut off.
std::optional<WallTime> from_rfc3339(std::string_view text);

/// The whole seconds that cover `duration`, rounded up and at least 1: what Max-Age says of time left.
std::uint32_t whole_seconds_up(Duration duration);

}  // namespace coapnode
