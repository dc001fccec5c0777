// SPDX-License-Identifier: MIT
#include "loop/worker_pool.hpp"

#include "loop/poll_loop.hpp"

#include <doctest/doctest.h>

#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

using namespace coapnode;

namespace {

struct PoolBench {
    PollLoop loop;
    Timer guard = loop.after(20s, [] { throw std::runtime_error{"the loop still turns"}; });
    std::promise<void> opened;
    std::shared_future<void> gate = opened.get_future().share();
    std::optional<WorkerPool> pool{loop};
    std::vector<Job> jobs;

    void post_blocked(std::function<void()> done = [] {})
    {
        auto job = pool->post([gate = gate] { gate.wait(); }, std::move(done));
        REQUIRE(job);
        jobs.push_back(std::move(*job));
    }
    void post_quick(std::function<void()> done)
    {
        auto job = pool->post([] {}, std::move(done));
        REQUIRE(job);
        jobs.push_back(std::move(*job));
    }
};

}  // namespace

TEST_CASE("no job, no thread; one job at a time, one thread")
{
    PoolBench bench;
    CHECK(bench.pool->running_threads() == 0);
    int left = 5;
    std::function<void()> next = [&] {
        if (--left == 0) return bench.loop.quit(0);
        bench.post_quick(next);
    };
    bench.post_quick(next);
    CHECK(bench.loop.run() == 0);
    CHECK(bench.pool->running_threads() == 1);
}

TEST_CASE("blocked jobs hold up nobody for as long as a thread is left")
{
    PoolBench bench;
    for (std::size_t i = 1; i < WorkerPool::most_threads; ++i)
        bench.post_blocked();
    int quick = 0;
    std::function<void()> next = [&] {
        if (++quick == 10) return bench.loop.quit(0);
        bench.post_quick(next);
    };
    bench.post_quick(next);
    CHECK(bench.loop.run() == 0);
    CHECK(bench.pool->running_threads() == WorkerPool::most_threads);
    bench.opened.set_value();
}

TEST_CASE("with all threads blocked a job waits, and is run in the end")
{
    PoolBench bench;
    for (std::size_t i = 0; i < WorkerPool::most_threads; ++i)
        bench.post_blocked();
    bool is_open = false;
    bench.post_quick([&] {
        CHECK(is_open);
        bench.loop.quit(0);
    });
    const auto later = bench.loop.after(20ms, [&] {
        is_open = true;
        bench.opened.set_value();
    });
    CHECK(bench.loop.run() == 0);
    CHECK(bench.pool->running_threads() == WorkerPool::most_threads);
}
