// SPDX-License-Identifier: MIT
#include "coap/support/moved_clocks.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <ctime>

namespace {

constexpr std::int64_t in_a_second = 1'000'000'000;

/// By how many nanoseconds each clock is ahead of the kernel's.
struct Ahead {
    std::atomic<std::int64_t> wall;
    std::atomic<std::int64_t> monotonic;
};

Ahead& ahead()
{
    static Ahead all{};
    return all;
}

std::int64_t ahead_of(clockid_t clock)
{
    if (clock == CLOCK_REALTIME) return ahead().wall;
    return clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE ? ahead().monotonic.load() : 0;
}

std::int64_t nanoseconds(coapnode::Duration duration)
{
    return std::chrono::nanoseconds{duration}.count();
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    const auto answer = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
    const auto moved = ahead_of(clock);
    if (answer != 0 || moved == 0) return answer;
    const auto all = time->tv_sec * in_a_second + time->tv_nsec + moved;
    time->tv_sec = all / in_a_second;
    time->tv_nsec = all % in_a_second;
    return answer;
}

namespace coapnode {

MovedClocks::~MovedClocks()
{
    // A monotonic clock is not put back, whoever asks.
    ahead().wall = ahead().monotonic.load();
}

void MovedClocks::step_wall_clock(Duration step)
{
    ahead().wall += nanoseconds(step);
}

void MovedClocks::pass(Duration duration)
{
    ahead().wall += nanoseconds(duration);
    ahead().monotonic += nanoseconds(duration);
}

}  // namespace coapnode
