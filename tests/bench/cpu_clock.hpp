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

inline void allow_many_sockets()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace bench
