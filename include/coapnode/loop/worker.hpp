// SPDX-License-Identifier: MIT
/// Runs blocking calls outside the loop: a read of a kernel-driven sensor may sleep for seconds. Tests pass a fake
/// (tests/unit/support/fake_worker.hpp).
#pragma once

#include "coapnode/core/result.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

/// A job's back end. Destroying it drops the job.
class PendingJob {
public:
    virtual ~PendingJob() = default;
};

/// A job that waits, runs or has run. After it is destroyed, `done` is not called: a waiting job does not run, and the
/// result of a running one is discarded. May be destroyed from within its own `done`.
using Job = std::unique_ptr<PendingJob>;

class Worker {
public:
    virtual ~Worker() = default;

    /// Runs `work` on the worker's thread, one job after another, and then calls `done` from the loop, never from
    /// within post() itself. `work` must own what it uses, because it may outlive its poster. It must not throw.
    /// Errors: busy (too many jobs wait, or the thread cannot be started).
    [[nodiscard]] virtual Result<Job> post(std::function<void()> work, std::function<void()> done) = 0;
};

/// Like Worker::post(), and passes the result of `work` to `done`. An exception becomes the error bus_io.
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
            *result = fail(Errc::bus_io, "the job threw something that is not a std::exception");
        }
    };
    return worker.post(std::move(run), [result, done = std::move(done)] { done(std::move(*result)); });
}

}  // namespace coapnode
