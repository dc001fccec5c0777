// SPDX-License-Identifier: MIT
#include "loop/job_queue.hpp"

#include <sys/eventfd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace coapnode {

JobQueue::JobQueue() : finished_event_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)}
{
    if (!finished_event_.is_open()) throw std::system_error{errno, std::generic_category(), "cannot make an eventfd"};
}

bool JobQueue::add(const std::shared_ptr<QueuedJob>& job)
{
    const std::lock_guard lock{mutex_};
    if (waiting_.size() == most_waiting) return false;
    waiting_.push_back(job);
    changed_.notify_all();
    return true;
}

void JobQueue::drop(const std::shared_ptr<QueuedJob>& job)
{
    job->dropped = true;
    const std::lock_guard lock{mutex_};
    std::erase(waiting_, job);
}

std::vector<std::shared_ptr<QueuedJob>> JobQueue::take_finished()
{
    eventfd_t count{};
    ::eventfd_read(finished_event_.get(), &count);  // fails when no job has finished
    const std::lock_guard lock{mutex_};
    return std::exchange(finished_, {});
}

bool JobQueue::end(Duration patience)
{
    std::unique_lock lock{mutex_};
    ending_ = true;
    changed_.notify_all();
    return changed_.wait_for(lock, patience, [this] { return served_; });
}

bool JobQueue::is_ending() const
{
    const std::lock_guard lock{mutex_};
    return ending_;
}

std::size_t JobQueue::jobs() const
{
    const std::lock_guard lock{mutex_};
    return waiting_.size() + (is_busy_ ? 1 : 0);
}

std::shared_ptr<QueuedJob> JobQueue::next()
{
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return nullptr;
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    is_busy_ = true;
    return job;
}

void JobQueue::hand_back(std::shared_ptr<QueuedJob> job)
{
    const std::lock_guard lock{mutex_};
    finished_.push_back(std::move(job));
    is_busy_ = false;
    ::eventfd_write(finished_event_.get(), 1);  // fails only past 2^64
}

void JobQueue::serve() noexcept
{
    while (auto job = next()) {
        job->work();
        hand_back(std::move(job));
    }
    const std::lock_guard lock{mutex_};
    served_ = true;
    changed_.notify_all();
}

}  // namespace coapnode
