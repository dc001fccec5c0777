// SPDX-License-Identifier: MIT
#include "gateway/fetches.hpp"

#include "gateway/core/scripted_link.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

struct Bench {
    FakeScheduler scheduler;
    ScriptedNodes nodes;
    ScriptedNode& node = nodes.nodes["pi"];
    std::shared_ptr<Device> device = std::make_shared<Device>(
        scheduler, node_config("attic", "pi"), DeviceSource::configured, 10s, nodes.open()(node_config("attic", "pi")));
    ResponseCache cache;
    Fetches fetches{scheduler, cache};
    ResourceKey key{"attic", "/t", 50};
    std::vector<Result<KeptResponsePtr>> answers;

    PendingPtr get()
    {
        auto pending = fetches.get(device, key, {}, [&](const auto& answer) { answers.push_back(answer); });
        REQUIRE(pending);
        return std::move(*pending);
    }
};

}  // namespace

TEST_CASE("identical GETs are one request")
{
    Bench bench;
    const auto one = bench.get();
    const auto two = bench.get();
    REQUIRE(bench.node.waiting.size() == 1);
    bench.node.answer(content("21"));
    REQUIRE(bench.answers.size() == 2);
    CHECK(*bench.answers[0] == *bench.answers[1]);
    CHECK(bench.fetches.counts().asked == 1);
    CHECK(bench.fetches.counts().joined == 1);
    CHECK(bench.cache.find(bench.key) == *bench.answers[0]);
}

TEST_CASE("a request goes on while one of those who wait is left, and ends with the last one")
{
    Bench bench;
    auto one = bench.get();
    auto two = bench.get();
    one.reset();
    CHECK(bench.node.waiting.size() == 1);
    two.reset();
    CHECK(bench.node.waiting.empty());
    const auto three = bench.get();
    CHECK(bench.node.waiting.size() == 1);
    CHECK(bench.answers.empty());
}

TEST_CASE("what was kept is asked for with its ETag, and 2.03 makes it fresh")
{
    Bench bench;
    auto response = content("21", ContentFormat::json, 5);
    response.etag = Bytes{1, 2};
    const auto first = bench.get();
    bench.node.answer(response);
    bench.scheduler.advance(6s);
    const auto second = bench.get();
    REQUIRE(bench.node.waiting.size() == 1);
    CHECK(bench.node.waiting.front()->request.etags == std::vector<Bytes>(1, Bytes{1, 2}));
    auto valid = answer_of(Code::valid);
    valid.max_age = 7;
    bench.node.answer(valid);
    REQUIRE(bench.answers.size() == 2);
    const auto& kept = **bench.answers[1];
    CHECK(as_text(kept.response.payload) == "21");
    CHECK(kept.is_fresh(bench.scheduler.now() + 6s));
    CHECK(!kept.is_fresh(bench.scheduler.now() + 7s));
    CHECK(bench.fetches.counts().revalidated == 1);
}

TEST_CASE("a failure reaches all who wait and removes what was kept")
{
    Bench bench;
    const auto first = bench.get();
    bench.node.answer(content("21"));
    const auto one = bench.get();
    const auto two = bench.get();
    bench.node.answer(fail(Errc::silent, "no answer"));
    REQUIRE(bench.answers.size() == 3);
    CHECK(bench.answers[1].error() == Errc::silent);
    CHECK(bench.answers[2].error() == Errc::silent);
    CHECK(bench.cache.find(bench.key) == nullptr);
}

TEST_CASE("one that is called may give up others")
{
    Bench bench;
    PendingPtr other;
    int called = 0;
    auto one = bench.fetches.get(bench.device, bench.key, {}, [&](const auto&) { ++called; });
    other = std::move(one.value());
    auto last = bench.fetches.get(bench.device, bench.key, {}, [&](const auto&) {
        ++called;
        other.reset();
    });
    bench.node.answer(content("21"));
    CHECK(called == 1);
}

TEST_CASE("who waits for one answer is bounded")
{
    Bench bench;
    std::vector<PendingPtr> pending;
    for (std::size_t i = 0; i < Fetches::most_waiters; ++i)
        pending.push_back(bench.get());
    const auto more = bench.fetches.get(bench.device, bench.key, {}, [](const auto&) {});
    CHECK(more.error() == Errc::busy);
}
