// SPDX-License-Identifier: MIT
/// What a closed port (ICMP) does to requests over UDP.
#include "coap/client/client_bench.hpp"
#include "coap/support/moved_clocks.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const OutgoingRequest get{Method::get, {"a"}, {}};

}  // namespace

TEST_CASE("a closed port: once may be a restart, twice it is unreachable")
{
    MovedClocks clocks;
    ClientBench bench;
    bench.session = bench.open(free_port());
    const auto exchange = bench.ask(get);
    bench.requester.process();
    CHECK(bench.errors.empty());
    SUBCASE("twice")
    {
        for (int i = 0; i < 20 && bench.errors.empty(); ++i) {
            clocks.pass(1s);
            bench.time.advance(400ms);  // libcoap's timer
            bench.requester.process();
            bench.time.advance(0s);
        }
    }
    SUBCASE("once, up to the deadline")
    {
        bench.time.advance(10s);
    }
    CHECK(bench.errors == std::vector{Errc::unreachable});
}

TEST_CASE("a closed port is told to a request that is not confirmable")
{
    ClientBench bench;
    bench.session = bench.open(free_port());
    const auto exchange = bench.ask(get, {.reliability = Session::Reliability::non_confirmable});
    bench.requester.process();
    CHECK(bench.session->refusals() == 1);
    CHECK(bench.errors.empty());
    bench.time.advance(10s);
    CHECK(bench.errors == std::vector{Errc::unreachable});
}

TEST_CASE("a closed port fails what comes after a request that was given up")
{
    MovedClocks clocks;
    ClientBench bench;
    bench.session = bench.open(free_port());
    for (std::size_t i = 1; i <= 3; ++i) {
        const auto exchange = bench.ask(get, {.timeout = 1s});
        bench.requester.process();
        bench.time.advance(1s);
        CHECK(bench.errors == std::vector(i, Errc::unreachable));
    }
}

TEST_CASE("a closed port is told to a request that waits for its turn behind the one that met it")
{
    ClientBench bench;
    bench.session = bench.open(free_port());
    const auto first = bench.ask(get);
    bench.requester.process();
    const auto second = bench.ask(get, {.timeout = 1s});
    bench.time.advance(1s);
    CHECK(bench.errors == std::vector{Errc::unreachable});
}

TEST_CASE("the kernel tells of a closed port in place of sending: whoever waits is told, and the message goes out")
{
    ClientBench bench;
    const auto port = free_port();
    bench.session = bench.open(port);
    const auto exchange = bench.ask(get);
    SUBCASE("a second request")
    {
        const auto second = bench.ask(get, {.reliability = Session::Reliability::non_confirmable});
        CHECK(bench.session->refusals() == 1);
        CHECK(bench.errors.empty());  // once may be a restart
        bench.requester.process();
        bench.time.advance(0s);
        CHECK(bench.errors == std::vector{Errc::unreachable, Errc::unreachable});
    }
    SUBCASE("a second request, and the server is there again")
    {
        const UdpSocket server{"127.0.0.1", port};
        const auto second = bench.ask({Method::get, {"b"}, {}}, {.reliability = Session::Reliability::non_confirmable});
        const auto heard = server.receive();
        REQUIRE(heard);
        CHECK(decoded(*heard).option_list() == "11:62");
        CHECK(bench.errors.empty());
        bench.time.advance(10s);
        CHECK(bench.errors == std::vector{Errc::unreachable, Errc::unreachable});
    }
    SUBCASE("a ping")
    {
        bench.session->ping();
        bench.time.advance(0s);
        CHECK(bench.session->refusals() == 1);
        CHECK(bench.errors.empty());
        bench.requester.process();
        bench.time.advance(0s);
        CHECK(bench.session->refusals() > 1);
        CHECK(bench.errors == std::vector{Errc::unreachable});
    }
}
