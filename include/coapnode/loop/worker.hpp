// SPDX-License-Identifier: MIT
/// Where a call that blocks is run beside the loop: a read of a kernel-driven sensor may sleep for seconds. Everything
/// else stays on the loop. Tests pass a fake (tests/unit/support/fake_worker.hpp).
#pragma once

#include "coapnode/core/result.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

/// A job's back end; destroying it drops the job.
class PendingJob {
public:
    virtual ~PendingJob() = default;
};

/// A job that waits, runs or has run. Once it is destroyed, `done` is not called any more: a job that waits does not
/// run at all, the result of one that runs is thrown away. May be destroyed from within its own `done`.
using Job = std::unique_ptr<PendingJob>;

class Worker {
public:
    virtual ~Worker() = default;

    /// Runs `work` off the loop, one job after the other, and then `done` from the loop; never from within post()
    /// itself. `work` owns what it touches, for it may still run when its owner is gone; it must not throw.
    /// Errors: busy (too many jobs wait; the thread cannot be started).
    [[nodiscard]] virtual Result<Job> post(std::function<void()> work, std::function<void()> done) = 0;
};

/// As Worker::post(), and hands what `work` returns to `done`. What it throws becomes a bus_io.
template <class T>
[[nodiscard]] Result<Job> post_for(Worker& worker, std::function<Result<T>()> work, std::function<void(Result<T>)> done)
{
    const auto result = std::make_shared<Result<T>>(fail(Errc::not_ready, "the job has not run"));
    auto run = [result, work = std::move(work)] {
        try {
            *result = work();
        } catch (const std::exception& thrown) {
            *result = fail(Errc::bus_io, thrown.what());
        } catch (...) {
            *result = fail(Errc::bus_io, "the job threw something that is no std::exception");
        }
    };
    return worker.post(std::move(run), [result, done = std::move(done)] { done(std::move(*result)); });
}

}  // namespace coapnode
