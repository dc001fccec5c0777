// SPDX-License-Identifier: MIT
/// A few workers, so that a long job delays few others. Each job goes to the worker with the fewest jobs. A thread
/// starts when all earlier ones are busy.
#pragma once

#include "loop/worker_thread.hpp"

#include <array>
#include <cstddef>

namespace coapnode {

class WorkerPool final : public Worker {
public:
    /// For a node's kernel sensors: those on one bus wait for each other in the kernel anyway. The systemd unit has
    /// TasksMax=8.
    static constexpr std::size_t most_threads = 4;

    /// `loop` must outlive it. The destructor waits for each thread up to `patience`.
    explicit WorkerPool(EventLoop& loop, Duration patience = WorkerThread::longest_end);

    Result<Job> post(std::function<void()> work, std::function<void()> done) override;

    [[nodiscard]] std::size_t running_threads() const;

private:
    std::array<WorkerThread, most_threads> threads_;
};

}  // namespace coapnode
