// SPDX-License-Identifier: MIT
/// The worker: one thread beside the loop, started with the first job. A program that posts none has no thread.
///
/// At its end it waits for the job that runs, but not for ever: a read that hangs in the kernel cannot be cut short.
/// After `longest_end` the thread is left behind: it touches nothing but its job and the queue, which live as long as
/// it does, and it ends with that job, or with the process.
#pragma once

#include "coapnode/loop/worker.hpp"
#include "loop/event_loop.hpp"
#include "loop/job_queue.hpp"

#include <cstddef>
#include <memory>
#include <thread>

namespace coapnode {

class WorkerThread final : public Worker {
public:
    static constexpr Duration longest_end = 1s;

    /// `loop` outlives it. `patience` is for how long the end waits for a job.
    explicit WorkerThread(EventLoop& loop, Duration patience = longest_end) : loop_{loop}, patience_{patience} {}
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;
    ~WorkerThread() override;

    /// At most JobQueue::most_waiting wait besides the one that runs.
    Result<Job> post(std::function<void()> work, std::function<void()> done) override;

    [[nodiscard]] bool is_running() const { return thread_.joinable(); }

    /// Those that wait, and the one that runs.
    [[nodiscard]] std::size_t jobs() const { return queue_ ? queue_->jobs() : 0; }

private:
    Result<void> start();

    EventLoop& loop_;
    Duration patience_;
    std::shared_ptr<JobQueue> queue_;
    Watch finished_;
    std::thread thread_;
};

}  // namespace coapnode
