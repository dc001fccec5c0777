// SPDX-License-Identifier: MIT
/// A few workers, so that a job that blocks for long holds up few others: each job goes to the one with the least to
/// do. A thread starts when all those before it are busy.
#pragma once

#include "loop/worker_thread.hpp"

#include <array>
#include <cstddef>

namespace coapnode {

class WorkerPool final : public Worker {
public:
    /// Of a node's kernel sensors: those of one bus wait for each other in the kernel anyway. The unit has TasksMax=8.
    static constexpr std::size_t most_threads = 4;

    /// `loop` outlives it. At its end each thread is waited for up to `patience`.
    explicit WorkerPool(EventLoop& loop, Duration patience = WorkerThread::longest_end);

    Result<Job> post(std::function<void()> work, std::function<void()> done) override;

    [[nodiscard]] std::size_t running_threads() const;

private:
    std::array<WorkerThread, most_threads> threads_;
};

}  // namespace coapnode
