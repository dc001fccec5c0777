// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/process_figures.hpp"

#include "apps/daemon/machine.hpp"

#include <sys/resource.h>
#include <chrono>
#include <filesystem>
#include <iterator>

namespace coapnode {

namespace {

Duration duration_of(const timeval& time)
{
    return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_usec};
}

std::optional<Duration> processor_time()
{
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
    return duration_of(usage.ru_utime) + duration_of(usage.ru_stime);
}

std::optional<std::uint64_t> open_descriptors()
{
    std::error_code failed;
    const std::filesystem::directory_iterator entries{"/proc/self/fd", failed};
    if (failed) return std::nullopt;
    return static_cast<std::uint64_t>(std::distance(begin(entries), end(entries)));
}

std::optional<std::uint64_t> most_descriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
    return limit.rlim_cur;
}

}  // namespace

ProcessFigures process_figures()
{
    ProcessFigures figures;
    figures.processor_time = processor_time();
    figures.resident_bytes = resident_memory();
    figures.open_descriptors = open_descriptors();
    figures.most_descriptors = most_descriptors();
    return figures;
}

}  // namespace coapnode
