// SPDX-License-Identifier: MIT
/// A worker with one thread, started with the first job. A program without jobs has no thread.
///
/// The destructor waits for the running job, but not for ever, because a read that hangs in the kernel cannot be
/// interrupted. After `longest_end` the thread is left running. It uses only its job and the queue, which live as long
/// as the thread; it ends with that job or with the process.
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

    /// `loop` must outlive it. `patience`: how long the destructor waits for a job.
    explicit WorkerThread(EventLoop& loop, Duration patience = longest_end) : loop_{loop}, patience_{patience} {}
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;
    ~WorkerThread() override;

    /// At most JobQueue::most_waiting jobs wait besides the running one.
    Result<Job> post(std::function<void()> work, std::function<void()> done) override;

    [[nodiscard]] bool is_running() const { return thread_.joinable(); }

    /// The number of waiting jobs and the running one.
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
