// SPDX-License-Identifier: MIT
#include "loop/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

WorkerPool::WorkerPool(EventLoop& loop, Duration patience)
    : threads_{WorkerThread{loop, patience}, WorkerThread{loop, patience}, WorkerThread{loop, patience},
               WorkerThread{loop, patience}}
{
}

Result<Job> WorkerPool::post(std::function<void()> work, std::function<void()> done)
{
    auto& idlest = *std::ranges::min_element(threads_, {}, &WorkerThread::jobs);
    return idlest.post(std::move(work), std::move(done));
}

std::size_t WorkerPool::running_threads() const
{
    return static_cast<std::size_t>(std::ranges::count_if(threads_, &WorkerThread::is_running));
}

}  // namespace coapnode
