// SPDX-License-Identifier: MIT
#include "loop/worker_thread.hpp"

#include "loop/poll_loop.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace coapnode;

namespace {

/// Something that blocks until the test opens it, as a read of a slow sensor does. Jobs share it, as they must.
class Gate {
public:
    void pass()
    {
        std::unique_lock lock{mutex_};
        ++inside_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
        ++passed_;
        changed_.notify_all();
    }
    void open()
    {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }
    void wait_until_inside(int count = 1)
    {
        std::unique_lock lock{mutex_};
        REQUIRE(changed_.wait_for(lock, 20s, [&] { return inside_ >= count; }));
    }
    void wait_until_passed()
    {
        std::unique_lock lock{mutex_};
        REQUIRE(changed_.wait_for(lock, 20s, [this] { return passed_ > 0; }));
    }
    int entered()
    {
        const std::lock_guard lock{mutex_};
        return inside_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int inside_ = 0;
    int passed_ = 0;
};

struct Bench {
    PollLoop loop;
    Timer guard = loop.after(20s, [] { throw std::runtime_error{"the loop still turns"}; });
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    std::optional<WorkerThread> worker{loop};

    /// Blocks at the gate.
    Result<Job> post_slow(std::function<void()> done)
    {
        return worker->post([gate = gate] { gate->pass(); }, std::move(done));
    }
};

}  // namespace

TEST_CASE("without a job there is no thread")
{
    Bench bench;
    CHECK_FALSE(bench.worker->is_running());
}

TEST_CASE("a job runs beside the loop, and its result comes back in the loop")
{
    Bench bench;
    std::thread::id worked_on;
    std::thread::id done_on;
    std::optional<Result<std::string>> told;
    const auto job = post_for<std::string>(
        *bench.worker,
        [&]() -> Result<std::string> {
            worked_on = std::this_thread::get_id();
            return "23.5";
        },
        [&](Result<std::string> result) {
            done_on = std::this_thread::get_id();
            told = std::move(result);
            bench.loop.quit(0);
        });
    REQUIRE(job);
    CHECK_FALSE(told);
    bench.loop.run();
    REQUIRE(told);
    REQUIRE(*told);
    CHECK(**told == "23.5");
    CHECK(done_on == std::this_thread::get_id());
    CHECK(worked_on != done_on);
}

TEST_CASE("the loop turns while a job blocks, and the jobs behind it wait")
{
    Bench bench;
    std::string order;
    const auto first = bench.post_slow([&] { order += "first "; });
    const auto second = bench.worker->post([] {},
                                           [&] {
                                               order += "second";
                                               bench.loop.quit(0);
                                           });
    REQUIRE(first);
    REQUIRE(second);
    const auto timer = bench.loop.after(1ms, [&] {
        bench.gate->wait_until_inside();
        order += "timer ";
        bench.gate->open();
    });
    bench.loop.run();
    CHECK(order == "timer first second");
}

TEST_CASE("what a job throws becomes its result")
{
    struct Row {
        std::function<Result<int>()> work;
        std::string message;
    };
    const Row rows[] = {
        {[]() -> Result<int> { throw std::runtime_error{"no memory for it"}; }, "no memory for it"},
        {[]() -> Result<int> { throw 7; }, "the job threw something that is not a std::exception"},
    };
    for (const auto& row : rows) {
        Bench bench;
        std::optional<Result<int>> told;
        const auto job = post_for<int>(*bench.worker, row.work, [&](Result<int> result) {
            told = std::move(result);
            bench.loop.quit(0);
        });
        REQUIRE(job);
        bench.loop.run();
        REQUIRE(told);
        CHECK(told->error() == Error{Errc::bus_io, row.message});
    }
}

TEST_CASE("what done throws ends the loop, as for every callback")
{
    Bench bench;
    const auto job = bench.worker->post([] {}, [] { throw std::runtime_error{"done"}; });
    REQUIRE(job);
    CHECK_THROWS_WITH(bench.loop.run(), "done");
}

TEST_CASE("a job that is dropped while it waits never runs, and leaves its place to another one")
{
    Bench bench;
    REQUIRE(bench.post_slow([] {}));  // dropped at once, but it may have begun: the next one blocks anyway
    const auto running = bench.post_slow([] {});
    bench.gate->wait_until_inside();
    bool ran = false;
    std::vector<Job> waiting;
    while (auto job = bench.worker->post([&] { ran = true; }, [&] { FAIL_CHECK("it was dropped"); }))
        waiting.push_back(std::move(*job));
    waiting.clear();
    const auto last = bench.worker->post([] {}, [&] { bench.loop.quit(0); });
    REQUIRE(last);
    bench.gate->open();
    bench.loop.run();
    CHECK_FALSE(ran);
}

TEST_CASE("the result of a job that is dropped while it runs is thrown away")
{
    Bench bench;
    auto job = bench.post_slow([] { FAIL_CHECK("it was dropped"); });
    REQUIRE(job);
    bench.gate->wait_until_inside();
    job->reset();
    bench.gate->open();
    const auto after = bench.worker->post([] {}, [&] { bench.loop.quit(0); });
    REQUIRE(after);
    bench.loop.run();
}

TEST_CASE("a done may drop its own job and those that came back with it")
{
    Bench bench;
    std::array<Job, 3> jobs;
    int told = 0;
    for (auto& job : jobs) {
        auto posted = bench.post_slow([&] {
            ++told;
            jobs = {};
            bench.loop.quit(0);
        });
        REQUIRE(posted);
        job = std::move(*posted);
    }
    bench.gate->open();
    bench.gate->wait_until_inside(3);
    bench.loop.run();
    CHECK(told == 1);
}

TEST_CASE("a done may destroy the worker")
{
    Bench bench;
    const auto job = bench.worker->post([] {},
                                        [&] {
                                            bench.worker.reset();
                                            bench.loop.quit(0);
                                        });
    REQUIRE(job);
    CHECK(bench.loop.run() == 0);
}

TEST_CASE("as many jobs wait as are allowed, and not one more")
{
    Bench bench;
    const auto running = bench.post_slow([] {});
    bench.gate->wait_until_inside();
    std::vector<Job> waiting;
    for (std::size_t i = 0; i < JobQueue::most_waiting; ++i) {
        auto job = bench.worker->post([] {}, [] {});
        REQUIRE(job);
        waiting.push_back(std::move(*job));
    }
    const auto refused = bench.worker->post([] {}, [] {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Errc::busy);
    waiting.pop_back();
    CHECK(bench.worker->post([] {}, [] {}));
    bench.gate->open();
}

TEST_CASE("the end waits for the job that runs, and no other one begins")
{
    JobQueue queue;
    Gate gate;
    for (int jobs = 0; jobs < 2; ++jobs)
        REQUIRE(queue.add(std::make_shared<QueuedJob>(QueuedJob{[&] { gate.pass(); }, [] {}})));
    std::thread worker{[&] { queue.serve(); }};
    gate.wait_until_inside();
    std::thread opener{[&] {
        while (!queue.is_ending())
            std::this_thread::yield();
        gate.open();
    }};
    CHECK(queue.end(20s));
    opener.join();
    worker.join();
    CHECK(gate.entered() == 1);
}

TEST_CASE("a job that hangs does not hold up the end, and hurts nobody when it comes back")
{
    Bench bench;
    bench.worker.emplace(bench.loop, 1ms);
    auto owned = std::make_shared<int>(7);
    const std::weak_ptr<int> watched = owned;
    const auto job = bench.worker->post(
        [gate = bench.gate, owned = std::move(owned)] {
            gate->pass();
            ++*owned;
        },
        [] { FAIL_CHECK("the worker is gone"); });
    REQUIRE(job);
    bench.gate->wait_until_inside();
    bench.worker.reset();
    CHECK_FALSE(watched.expired());
    bench.gate->open();
    bench.gate->wait_until_passed();
}

TEST_CASE("signals are the loop's, also those that come while the worker has a thread")
{
    Bench bench;
    const auto running = bench.post_slow([] {});
    bench.gate->wait_until_inside();
    const auto watch = bench.loop.on_signal(SIGUSR1, [&] { bench.loop.quit(0); });
    CHECK(kill(getpid(), SIGUSR1) == 0);
    CHECK(bench.loop.run() == 0);
    bench.gate->open();
}
