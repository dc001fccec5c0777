// SPDX-License-Identifier: MIT
/// What the loop and the worker's thread share: the jobs that wait, and those that have run. It is alive for as long as
/// either of them is.
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

/// Made and destroyed on the loop, with all that `work` and `done` hold; but for one that is left behind at the end.
struct QueuedJob {
    std::function<void()> work;
    std::function<void()> done;
    bool dropped = false;  ///< of the loop alone
};

class JobQueue {
public:
    /// A sensor has one job at a time, and a configuration 64 sensors.
    static constexpr std::size_t most_waiting = 64;

    JobQueue();

    /// Readable once jobs have run, until take_finished().
    [[nodiscard]] int fd() const { return finished_event_.get(); }

    // Of the loop.
    /// False when most_waiting jobs wait.
    bool add(const std::shared_ptr<QueuedJob>& job);
    void drop(const std::shared_ptr<QueuedJob>& job);
    std::vector<std::shared_ptr<QueuedJob>> take_finished();
    /// No further job begins. Returns whether serve() has returned, or does so within `patience`.
    bool end(Duration patience);
    [[nodiscard]] bool is_ending() const;
    /// Those that wait, and the one that runs.
    [[nodiscard]] std::size_t jobs() const;

    // Of the thread.
    /// Runs the jobs until end().
    void serve() noexcept;

private:
    /// nullptr: it is time to end.
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
