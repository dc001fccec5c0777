// SPDX-License-Identifier: MIT
/// A Worker whose jobs run when the test says so.
#pragma once

#include "coapnode/loop/worker.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

namespace coapnode {

class FakeWorker final : public Worker {
public:
    /// What post() refuses with from now on, if anything.
    Result<void> on_post;

    Result<Job> post(std::function<void()> work, std::function<void()> done) override
    {
        if (!on_post) return fail(on_post);
        auto job = std::make_shared<Posted>(Posted{std::move(work), std::move(done)});
        jobs_.push_back(job);
        return std::make_unique<Handle>(std::move(job));
    }

    /// Those that are not dropped.
    [[nodiscard]] std::size_t waiting() const
    {
        std::size_t count = 0;
        for (const auto& job : jobs_)
            if (!job->dropped) ++count;
        return count;
    }

    /// The first job runs, and its result comes back. Returns whether there was one.
    bool finish_next()
    {
        while (!jobs_.empty()) {
            const auto job = std::move(jobs_.front());
            jobs_.pop_front();
            if (job->dropped) continue;
            job->work();
            job->done();
            return true;
        }
        return false;
    }

private:
    struct Posted {
        std::function<void()> work;
        std::function<void()> done;
        bool dropped = false;
    };
    class Handle final : public PendingJob {
    public:
        explicit Handle(std::shared_ptr<Posted> job) : job_{std::move(job)} {}
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;
        ~Handle() override { job_->dropped = true; }

    private:
        std::shared_ptr<Posted> job_;
    };

    std::deque<std::shared_ptr<Posted>> jobs_;
};

}  // namespace coapnode
