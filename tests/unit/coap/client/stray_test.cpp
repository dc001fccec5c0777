// SPDX-License-Identifier: MIT
/// What datagrams of another protocol do to requests.
#include "coap/client/client_bench.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace coapnode;

TEST_CASE("datagrams of another protocol are told of when no answer comes, and harm none that does")
{
    ClientBench bench;
    const auto stray = [&](const Bytes& datagram) {
        bench.server.send({"127.0.0.1", bench.server.sender_port()}, datagram);
        bench.requester.process();
        bench.time.advance(0s);
    };
    const auto exchange = bench.ask({Method::get, {"a"}, {}});
    const auto request = bench.hear();
    const auto id = request.message_id;
    for (const auto head : std::array<std::uint8_t, 3>{0x80, 0x00, 0x69})
        stray({head, 0x45, static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id), 0, 0, 0, 0});
    CHECK(bench.results.empty());
    SUBCASE("none comes")
    {
        bench.time.advance(10s);
        CHECK(bench.results ==
              std::vector<std::string>{"no answer, only datagrams of another protocol (is this its port?)"});
        CHECK(bench.errors == std::vector{Errc::silent});
    }
    SUBCASE("one comes")
    {
        bench.reply(answer_to(request, 2, 5, "1"));
        CHECK(bench.results == std::vector<std::string>{"2.05 1"});
        const auto next = bench.ask({Method::get, {"a"}, {}});
        bench.time.advance(10s);
        CHECK(bench.results.back() == "no answer");
    }
}
