// SPDX-License-Identifier: MIT
#include "coap/client/dial.hpp"

#include "coap/client/client_bench.hpp"
#include "coap/support/moved_clocks.hpp"

#include <doctest/doctest.h>

#include <optional>

using namespace coapnode;

namespace {

constexpr Duration patience = 3s;

/// Two servers that a test writes by hand.
struct DialBench {
    FakeScheduler time;
    MovedClocks clocks;
    UdpSocket first;
    UdpSocket second;
    Requester requester{(start_library(), time), by_hand()};
    std::optional<Result<std::unique_ptr<Session>>> result;
    std::unique_ptr<Dial> dial;

    void begin(std::vector<std::uint16_t> ports)
    {
        std::vector<Destination> destinations;
        for (const auto port : ports)
            destinations.push_back({*peer_at({"127.0.0.1", port})});
        dial = std::make_unique<Dial>(requester, std::move(destinations), patience,
                                      [this](auto session) { result = std::move(session); });
        time.advance(0s);
    }
    void pass(Duration duration)
    {
        time.advance(duration);
        clocks.pass(duration);
        requester.process();
        time.advance(0s);
    }
    /// Answers a ping, if one has come.
    bool answer(const UdpSocket& server)
    {
        const auto datagram = server.receive();
        if (!datagram) return false;
        auto pong = decoded(*datagram);
        CHECK(pong.code == 0);
        pong.type = MessageType::rst;
        server.send({"127.0.0.1", server.sender_port()}, encoded(pong));
        pass(0s);
        return true;
    }
    [[nodiscard]] std::uint16_t reached() const
    {
        REQUIRE(result);
        REQUIRE(*result);
        return (**result)->destination().peer.port;
    }
};

}  // namespace

TEST_CASE("a single address is not asked first")
{
    DialBench bench;
    bench.begin({bench.first.port()});
    CHECK(bench.reached() == bench.first.port());
    CHECK_FALSE(bench.first.receive());
}

TEST_CASE("of several the first that answers is taken")
{
    DialBench bench;
    bench.begin({bench.first.port(), bench.second.port()});
    SUBCASE("the first")
    {
        CHECK(bench.answer(bench.first));
        CHECK(bench.reached() == bench.first.port());
        CHECK_FALSE(bench.second.receive());
    }
    SUBCASE("the second, where the first is silent")
    {
        CHECK(bench.first.receive());
        bench.pass(patience - 1ms);
        CHECK_FALSE(bench.second.receive());
        bench.pass(1ms);
        CHECK(bench.answer(bench.second));
        CHECK(bench.reached() == bench.second.port());
    }
    SUBCASE("the second, where the first answers as it is given up")
    {
        const auto datagram = bench.first.receive();
        REQUIRE(datagram);
        auto pong = decoded(*datagram);
        pong.type = MessageType::rst;
        bench.first.send({"127.0.0.1", bench.first.sender_port()}, encoded(pong));
        bench.time.freeze(patience + 1ms);
        bench.requester.process();
        bench.time.advance(0s);
        CHECK(bench.answer(bench.second));
        CHECK(bench.reached() == bench.second.port());
    }
    SUBCASE("none, and the first is taken for one that answers no ping")
    {
        bench.pass(patience);
        bench.pass(patience);
        CHECK(bench.reached() == bench.first.port());
    }
}

TEST_CASE("a closed port costs no time")
{
    DialBench bench;
    const auto closed = free_port();
    SUBCASE("when another address answers")
    {
        bench.begin({closed, bench.second.port()});
        bench.pass(0s);
        CHECK(bench.answer(bench.second));
        CHECK(bench.reached() == bench.second.port());
    }
    SUBCASE("when all are closed")
    {
        bench.begin({closed, closed});
        bench.pass(0s);
        bench.pass(0s);
        REQUIRE(bench.result);
        CHECK(bench.result->error() == Errc::unreachable);
    }
}

TEST_CASE("over DTLS the handshake is the question")
{
    DialBench bench;
    const ClientKey key{"phone", Bytes(16, 1)};
    std::vector<Destination> destinations;
    for (const auto* const server : {&bench.first, &bench.second})
        destinations.push_back({*peer_at({"127.0.0.1", server->port()}), key, {}});
    bench.dial = std::make_unique<Dial>(bench.requester, destinations, patience,
                                        [&](auto session) { bench.result = std::move(session); });
    bench.time.advance(0s);
    CHECK(bench.first.receive());
    CHECK_FALSE(bench.second.receive());
    bench.pass(patience);
    CHECK(bench.second.receive());
    bench.pass(patience);
    REQUIRE(bench.result);
    CHECK(bench.result->error() == Error{Errc::silent, "no answer to the DTLS handshake"});
}
