// SPDX-License-Identifier: MIT
#include "coap/client/discovery.hpp"

#include "coap/client/client_bench.hpp"

#include <doctest/doctest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <set>

using namespace coapnode;

namespace {

/// The "group" is one server that a test writes by hand.
struct DiscoveryBench {
    FakeScheduler time;
    UdpSocket server;
    Requester requester{(start_library(), time), by_hand()};
    std::vector<std::string> found;
    std::unique_ptr<Discovery> discovery;

    explicit DiscoveryBench(std::size_t places = 1)
    {
        const DiscoveryPlace place{*peer_at({"127.0.0.1", server.port()}), {}, "lo"};
        discovery = std::make_unique<Discovery>(
            requester, std::vector(places, place), OutgoingRequest{Method::get, {".well-known", "core"}, {"rt=x"}},
            [this](const Discovered& one) {
                found.push_back(to_string(one.sender) + ' ' + std::string{as_text(one.response.payload)});
            });
    }
    Datagram hear()
    {
        const auto datagram = server.receive();
        REQUIRE(datagram);
        return decoded(*datagram);
    }
    void reply(const Datagram& message)
    {
        server.send({"127.0.0.1", server.sender_port()}, encoded(message));
        requester.process();
        time.advance(0s);
    }
    Datagram answer(const Datagram& request, std::string_view body)
    {
        auto message = answer_to(request, 2, 5, body);
        message.type = MessageType::non;
        message.message_id = ++message_id;
        return message;
    }
    [[nodiscard]] std::string sender() const { return "127.0.0.1:" + std::to_string(server.port()); }

    std::uint16_t message_id = 7;
};

/// A real group, to which a test answers from as many addresses as it likes.
struct GroupBench {
    FakeScheduler time;
    Requester requester{(start_library(), time), by_hand()};
    UdpSocket group{"0.0.0.0"};
    std::set<Peer> found;
    std::unique_ptr<Discovery> discovery;
    std::optional<Datagram> asked;

    GroupBench()
    {
        ip_mreqn loopback{};
        loopback.imr_multiaddr.s_addr = htonl(0xE00001BB);  // 224.0.1.187
        loopback.imr_ifindex = 1;
        REQUIRE(::setsockopt(group.fd(), IPPROTO_IP, IP_ADD_MEMBERSHIP, &loopback, sizeof loopback) == 0);
        const DiscoveryPlace place{*peer_at({"224.0.1.187", group.port()}), *peer_at({"127.0.0.1", 0}), "lo"};
        discovery = std::make_unique<Discovery>(requester, std::vector{place}, OutgoingRequest{},
                                                [this](const Discovered& one) { found.insert(one.sender); });
        asked = decoded(group.receive(1000).value());
    }
    void answer_from(const UdpSocket& node, Datagram answer)
    {
        answer.type = MessageType::non;
        send(node, group.sender_port(), answer);
    }
    void send(const UdpSocket& node, std::uint16_t to, const Datagram& message)
    {
        node.send({"127.0.0.1", to}, encoded(message));
        requester.process();
        time.advance(0s);
    }
};

}  // namespace

TEST_CASE("a group is asked once and not confirmably, and an answer has its sender")
{
    DiscoveryBench bench;
    CHECK(bench.discovery->asked() == 1);
    const auto asked = bench.hear();
    CHECK(asked.type == MessageType::non);
    CHECK(asked.option_list() == "11:2e77656c6c2d6b6e6f776e 11:636f7265 15:72743d78");
    bench.reply(bench.answer(asked, "</a>"));
    CHECK(bench.found == std::vector{bench.sender() + " </a>"});
}

TEST_CASE("who answers twice is found once")
{
    DiscoveryBench bench{2};
    CHECK(bench.discovery->asked() == 2);
    const auto first = bench.hear();
    bench.reply(bench.answer(first, "</a>"));
    bench.reply(bench.answer(first, "</b>"));
    bench.reply(bench.answer(bench.hear(), "</a>"));
    CHECK(bench.found.size() == 1);
}

TEST_CASE("an answer in blocks is fetched from who sent it")
{
    DiscoveryBench bench;
    auto part = bench.answer(bench.hear(), std::string(16, 'x'));
    part.options.emplace_back(option::block2, Bytes{0x08});
    bench.reply(part);
    CHECK(bench.found.empty());
    const auto asked = bench.hear();
    CHECK(asked.type == MessageType::con);
    bench.reply(answer_to(asked, 2, 5, "</all>"));
    CHECK(bench.found == std::vector{bench.sender() + " </all>"});
}

TEST_CASE("so many nodes are found, and further ones are not")
{
    GroupBench bench;
    const auto answer_from = [&](std::size_t number) {
        const UdpSocket node{"127.1." + std::to_string(number / 250) + '.' + std::to_string(number % 250 + 1)};
        bench.answer_from(node, answer_to(*bench.asked, 2, 5, "</a>"));
    };
    for (std::size_t i = 0; i < Discovery::most_nodes; ++i)
        answer_from(i);
    CHECK(bench.found.size() == Discovery::most_nodes);
    answer_from(Discovery::most_nodes);
    CHECK(bench.found.size() == Discovery::most_nodes);
}

TEST_CASE("so many answers in blocks are fetched at a time, and further ones afterwards")
{
    GroupBench bench;
    auto part = answer_to(*bench.asked, 2, 5, std::string(16, 'x'));
    part.options.emplace_back(option::block2, Bytes{0x08});
    std::vector<std::unique_ptr<UdpSocket>> nodes;
    for (std::size_t i = 0; i <= Discovery::most_fetches; ++i) {
        nodes.push_back(std::make_unique<UdpSocket>("127.1.1." + std::to_string(i + 1)));
        bench.answer_from(*nodes.back(), part);
    }
    const auto& first = *nodes.front();
    const auto request = first.receive();
    REQUIRE(request);
    CHECK(nodes[Discovery::most_fetches - 1]->receive());
    CHECK_FALSE(nodes.back()->receive());
    bench.send(first, first.sender_port(), answer_to(decoded(*request), 2, 5, "</all>"));
    CHECK(bench.found.size() == 1);
    CHECK(nodes.back()->receive());
}

TEST_CASE("the groups are asked from each interface that has an address of the family")
{
    const auto places = discovery_places(
        {{"lo", 1, {"127.0.0.1"}}, {"lo", 1, {"::1"}}, {"gone", 9, {}}, {"two", 1, {"127.0.0.2", "127.0.0.3"}}}, 5683);
    std::vector<std::string> shown;
    for (const auto& place : places)
        shown.push_back(to_string(place.group) + (place.local ? " from " + to_string(*place.local) : ""));
    CHECK(shown == std::vector<std::string>{"224.0.1.187:5683 from 127.0.0.1:0", "[ff02::fd%lo]:5683",
                                            "[ff05::fd%lo]:5683", "224.0.1.187:5683 from 127.0.0.2:0",
                                            "224.0.1.187:5683 from 127.0.0.3:0"});
}
