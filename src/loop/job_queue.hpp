// SPDX-License-Identifier: MIT
/// Shared by the loop and the worker's thread: the waiting jobs and the finished ones. It lives as long as either of
/// them.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/time.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace coapnode {

/// Created and destroyed on the loop's thread, with all that `work` and `done` hold. The exception is a job that is
/// left behind at the end.
struct QueuedJob {
    std::function<void()> work;
    std::function<void()> done;
    bool dropped = false;  ///< used by the loop only
};

class JobQueue {
public:
    /// A sensor has one job at a time, and a configuration 64 sensors.
    static constexpr std::size_t most_waiting = 64;

    JobQueue();

    /// Readable when jobs have finished, until take_finished().
    [[nodiscard]] int fd() const { return finished_event_.get(); }

    // For the loop:
    /// False when most_waiting jobs wait.
    bool add(const std::shared_ptr<QueuedJob>& job);
    void drop(const std::shared_ptr<QueuedJob>& job);
    std::vector<std::shared_ptr<QueuedJob>> take_finished();
    /// No further job starts. Returns whether serve() returns within `patience`.
    bool end(Duration patience);
    [[nodiscard]] bool is_ending() const;
    /// The number of waiting jobs and the running one.
    [[nodiscard]] std::size_t jobs() const;

    // For the thread:
    /// Runs the jobs until end().
    void serve() noexcept;

private:
    /// nullptr: the thread ends.
    std::shared_ptr<QueuedJob> next();
    void hand_back(std::shared_ptr<QueuedJob> job);

    FileDescriptor finished_event_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<QueuedJob>> waiting_;
    std::vector<std::shared_ptr<QueuedJob>> finished_;
    bool is_busy_ = false;
    bool ending_ = false;
    bool served_ = false;
};

}  // namespace coapnode
