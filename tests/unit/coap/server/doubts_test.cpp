// SPDX-License-Identifier: MIT
#include "coap/server/doubts.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

using Verdict = Doubts::Verdict;

struct Bench {
    FakeScheduler time;
    Doubts doubts{time};

    Verdict greet(const std::string& peer = "peer", std::uint64_t session = 1)
    {
        return doubts.greet(peer_named(peer), session);
    }
    Verdict greet_after(Duration silence)
    {
        time.advance(silence);
        return greet();
    }
};

}  // namespace

TEST_CASE("a client that lost its session is asked once, and its next ClientHello after the silence gets in")
{
    Bench bench;
    CHECK(bench.greet() == Verdict::ask);
    CHECK(bench.greet_after(1s) == Verdict::wait);  // as GnuTLS and OpenSSL repeat it
    CHECK(bench.greet_after(Doubts::patience - 1s - 1ms) == Verdict::wait);
    CHECK(bench.greet_after(1ms) == Verdict::over);
}

TEST_CASE("a client that repeats its ClientHello as slowly as any does gets in, too")
{
    Bench bench;
    CHECK(bench.greet() == Verdict::ask);
    CHECK(bench.greet_after(60s) == Verdict::over);
}

TEST_CASE("one ClientHello alone never ends a session, nor do two that have nothing to do with each other")
{
    Bench bench;
    CHECK(bench.greet() == Verdict::ask);
    CHECK(bench.greet_after(Doubts::memory) == Verdict::ask);
    CHECK(bench.greet_after(Doubts::memory - 1ms) == Verdict::over);
}

TEST_CASE("a client that answers is asked again after a pause, however many ClientHellos come")
{
    Bench bench;
    int asked = 0;
    for (int forged = 0; forged < 1000; ++forged) {
        const auto verdict = bench.greet();
        CHECK(verdict != Verdict::over);
        if (verdict == Verdict::ask) ++asked;
        bench.time.advance(11ms);
        bench.doubts.hear(peer_named("peer"));
    }
    CHECK(asked == 2);
}

TEST_CASE("what is known of a session does not count for the next one of its peer")
{
    Bench bench;
    CHECK(bench.greet() == Verdict::ask);
    bench.time.advance(5s);
    CHECK(bench.greet("peer", 2) == Verdict::ask);
    bench.doubts.forget(peer_named("peer"));
    CHECK(bench.doubts.empty());
    CHECK(bench.greet("peer", 2) == Verdict::ask);
}

TEST_CASE("peers in doubt have a bound; what is answered or long ago makes room")
{
    Bench bench;
    for (std::size_t i = 0; i < Doubts::most; ++i)
        CHECK(bench.greet(std::to_string(i)) == Verdict::ask);
    CHECK(bench.greet("one more") == Verdict::wait);
    CHECK(bench.greet("0") == Verdict::wait);
    bench.doubts.hear(peer_named("7"));
    bench.time.advance(Doubts::pause);
    CHECK(bench.greet("one more") == Verdict::ask);
    CHECK(bench.greet("and one more") == Verdict::wait);
    CHECK(bench.greet("0") == Verdict::over);
    bench.time.advance(Doubts::memory);
    CHECK(bench.greet("and one more") == Verdict::ask);
}
