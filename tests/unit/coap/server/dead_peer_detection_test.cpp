// SPDX-License-Identifier: MIT
#include "coap/server/dead_peer_detection.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

using Verdict = DeadPeerDetection::Verdict;

struct Bench {
    FakeScheduler time;
    DeadPeerDetection detection{time};

    Verdict hello(const std::string& peer = "peer", std::uint64_t session = 1)
    {
        return detection.on_client_hello(peer_named(peer), session);
    }
    Verdict hello_after(Duration silence)
    {
        time.advance(silence);
        return hello();
    }
};

}  // namespace

TEST_CASE("a client that lost its session is asked once, and its next ClientHello after the silence gets in")
{
    Bench bench;
    CHECK(bench.hello() == Verdict::probe);
    CHECK(bench.hello_after(1s) == Verdict::wait);  // as GnuTLS and OpenSSL repeat it
    CHECK(bench.hello_after(DeadPeerDetection::patience - 1s - 1ms) == Verdict::wait);
    CHECK(bench.hello_after(1ms) == Verdict::dead);
}

TEST_CASE("a client that repeats its ClientHello as slowly as any does gets in, too")
{
    Bench bench;
    CHECK(bench.hello() == Verdict::probe);
    CHECK(bench.hello_after(60s) == Verdict::dead);
}

TEST_CASE("one ClientHello alone never ends a session, nor do two that have nothing to do with each other")
{
    Bench bench;
    CHECK(bench.hello() == Verdict::probe);
    CHECK(bench.hello_after(DeadPeerDetection::memory) == Verdict::probe);
    CHECK(bench.hello_after(DeadPeerDetection::memory - 1ms) == Verdict::dead);
}

TEST_CASE("a client that answers is asked again after a pause, however many ClientHellos come")
{
    Bench bench;
    int asked = 0;
    for (int forged = 0; forged < 1000; ++forged) {
        const auto verdict = bench.hello();
        CHECK(verdict != Verdict::dead);
        if (verdict == Verdict::probe) ++asked;
        bench.time.advance(11ms);
        bench.detection.heard(peer_named("peer"));
    }
    CHECK(asked == 2);
}

TEST_CASE("what is known of a session does not count for the next one of its peer")
{
    Bench bench;
    CHECK(bench.hello() == Verdict::probe);
    bench.time.advance(5s);
    CHECK(bench.hello("peer", 2) == Verdict::probe);
    bench.detection.forget(peer_named("peer"));
    CHECK(bench.detection.empty());
    CHECK(bench.hello("peer", 2) == Verdict::probe);
}

TEST_CASE("peers in doubt have a bound; what is answered or long ago makes room")
{
    Bench bench;
    for (std::size_t i = 0; i < DeadPeerDetection::most; ++i)
        CHECK(bench.hello(std::to_string(i)) == Verdict::probe);
    CHECK(bench.hello("one more") == Verdict::wait);
    CHECK(bench.hello("0") == Verdict::wait);
    bench.detection.heard(peer_named("7"));
    bench.time.advance(DeadPeerDetection::pause);
    CHECK(bench.hello("one more") == Verdict::probe);
    CHECK(bench.hello("and one more") == Verdict::wait);
    CHECK(bench.hello("0") == Verdict::dead);
    bench.time.advance(DeadPeerDetection::memory);
    CHECK(bench.hello("and one more") == Verdict::probe);
}
