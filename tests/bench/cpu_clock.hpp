// SPDX-License-Identifier: MIT
/// The processor time of a process by the kernel's account, and how a result of it is printed for bench.py.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <system_error>

namespace bench {

class CpuClock {
public:
    explicit CpuClock(pid_t process)
    {
        if (const int error = clock_getcpuclockid(process, &id_); error != 0)
            throw std::system_error{error, std::generic_category(), "the server's processor time"};
    }
    [[nodiscard]] long long nanoseconds() const
    {
        timespec now{};
        clock_gettime(id_, &now);
        return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
    }

private:
    clockid_t id_{};
};

/// `nanoseconds` were spent on `count` requests.
inline void print(unsigned long count, long long nanoseconds)
{
    std::printf("{\"count\": %lu, \"cpu_ns\": %lld}\n", count, nanoseconds);
}

/// What is spent while `act` is called so many times, after calls that are not measured; it says how much it did.
template <class Act>
void measure(const CpuClock& server, unsigned warm_up, unsigned long times, Act act)
{
    for (unsigned i = 0; i < warm_up; ++i)
        act();
    const auto before = server.nanoseconds();
    unsigned long count = 0;
    for (unsigned long i = 0; i < times; ++i)
        count += act();
    print(count, server.nanoseconds() - before);
}

/// How often so many must be done to have done `total`.
constexpr unsigned long times_for(unsigned long total, unsigned long at_once)
{
    return (total + at_once - 1) / at_once;
}

inline void allow_many_sockets()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace bench
