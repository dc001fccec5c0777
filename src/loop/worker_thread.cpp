// SPDX-License-Identifier: MIT
#include "loop/worker_thread.hpp"

#include <csignal>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

class QueuedHandle final : public PendingJob {
public:
    QueuedHandle(std::shared_ptr<JobQueue> queue, std::shared_ptr<QueuedJob> job)
        : queue_{std::move(queue)}, job_{std::move(job)}
    {
    }
    QueuedHandle(const QueuedHandle&) = delete;
    QueuedHandle& operator=(const QueuedHandle&) = delete;
    ~QueuedHandle() override { queue_->drop(job_); }

private:
    std::shared_ptr<JobQueue> queue_;
    std::shared_ptr<QueuedJob> job_;
};

/// Signals are for the loop's thread: a thread started in this scope has all signals blocked.
class SignalsBlocked {
public:
    SignalsBlocked()
    {
        sigset_t all{};
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

/// A `done` may drop the other jobs and destroy the worker.
void deliver(const std::shared_ptr<JobQueue>& queue)
{
    for (const auto& job : queue->take_finished()) {
        if (!job->dropped && !queue->is_ending()) job->done();
    }
}

}  // namespace

WorkerThread::~WorkerThread()
{
    if (!thread_.joinable()) return;
    if (queue_->end(patience_)) {
        thread_.join();
    } else {
        thread_.detach();
    }
}

Result<void> WorkerThread::start()
{
    if (thread_.joinable()) return {};
    try {
        auto queue = std::make_shared<JobQueue>();
        auto finished = loop_.on_readable(queue->fd(), [queue] { deliver(queue); });
        const SignalsBlocked blocked;
        thread_ = std::thread{[queue] { queue->serve(); }};
        queue_ = std::move(queue);
        finished_ = std::move(finished);
    } catch (const std::system_error& failed) {
        return fail(Errc::busy, std::string{"cannot start a thread: "} + failed.what());
    }
    return {};
}

Result<Job> WorkerThread::post(std::function<void()> work, std::function<void()> done)
{
    if (const auto started = start(); !started) return fail(started);
    auto job = std::make_shared<QueuedJob>(QueuedJob{std::move(work), std::move(done)});
    if (!queue_->add(job)) return fail(Errc::busy, "too many jobs wait for the worker");
    return std::make_unique<QueuedHandle>(queue_, std::move(job));
}

}  // namespace coapnode
