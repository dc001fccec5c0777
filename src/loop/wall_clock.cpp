// SPDX-License-Identifier: MIT
#include "loop/wall_clock.hpp"

#include <sys/timerfd.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

namespace coapnode {

WallClockWatch::WallClockWatch() : timer_{::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)}
{
    itimerspec never{};
    never.it_value.tv_sec = std::numeric_limits<time_t>::max();
    constexpr int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
    if (!timer_.is_open() || ::timerfd_settime(timer_.get(), flags, &never, nullptr) != 0) {
        throw std::system_error{errno, std::generic_category(), "cannot watch the wall clock"};
    }
}

bool WallClockWatch::acknowledge()
{
    std::uint64_t count{};
    return ::read(timer_.get(), &count, sizeof count) < 0 && errno == ECANCELED;
}

TimeKeeper time_keeper()
{
    timex state{};
    const int answer = ::adjtimex(&state);
    return {answer, state.status, "/run/systemd/timesync"};
}

std::optional<bool> is_synchronized(const TimeKeeper& keeper)
{
    if (keeper.answer >= 0) return (keeper.status & STA_UNSYNC) == 0;
    std::error_code ignored;
    if (!std::filesystem::is_directory(keeper.timesyncd, ignored)) return std::nullopt;
    return std::filesystem::exists(keeper.timesyncd / "synchronized", ignored);
}

bool is_trusted(const TimeKeeper& keeper, Duration up)
{
    return is_synchronized(keeper).value_or(false) || up >= trusted_after;
}

}  // namespace coapnode
