// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/found_nodes.hpp"

#include "coap/client/route.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Peer found_peer(const std::string& host, std::uint16_t port = default_coap_port)
{
    return peer_at({host, port}).value();
}

std::vector<std::string> found_names(const std::vector<NodeConfig>& nodes)
{
    std::vector<std::string> names;
    for (const auto& node : nodes)
        names.push_back(node.name);
    return names;
}

/// A round in which these answer.
std::vector<std::string> play_round(FoundNodes& found, const std::vector<Peer>& senders)
{
    found.begin_round();
    for (const auto& sender : senders)
        found.note(sender);
    return found_names(found.end_round());
}

}  // namespace

TEST_CASE("a found node has its address for a name, with its port where that is another")
{
    const auto plain = node_at(found_peer("192.0.2.7"));
    CHECK(plain.name == "192.0.2.7");
    CHECK(plain.uri.host == "192.0.2.7");
    CHECK(plain.uri.zone.empty());
    CHECK(node_at(found_peer("192.0.2.7", 5685)).name == "192.0.2.7-5685");
    auto linked = found_peer("fe80::7");
    linked.scope = 1;
    CHECK(node_at(linked).name == "fe80::7");
    CHECK(node_at(linked).uri.zone == "lo");
}

TEST_CASE("a node that misses some rounds stays, and one that misses more is gone")
{
    FoundNodes found;
    const auto hall = found_peer("192.0.2.8");
    const auto roof = found_peer("192.0.2.9");
    CHECK(play_round(found, {roof, hall, hall}) == std::vector<std::string>{"192.0.2.8", "192.0.2.9"});
    for (unsigned missed = 1; missed <= FoundNodes::tolerated_misses; ++missed)
        CHECK(play_round(found, {roof}).size() == 2);
    CHECK(play_round(found, {roof}) == std::vector<std::string>{"192.0.2.9"});
    CHECK(play_round(found, {roof, hall}).size() == 2);
    for (unsigned missed = 1; missed <= FoundNodes::tolerated_misses; ++missed)
        CHECK(play_round(found, {}).size() == 2);
    CHECK(play_round(found, {hall}) == std::vector<std::string>{"192.0.2.8"});
}

TEST_CASE("so many nodes are kept over the rounds; those that are known still are")
{
    FoundNodes found;
    std::vector<Peer> senders;
    for (std::size_t i = 0; i < FoundNodes::most; ++i)
        senders.push_back(found_peer("192.0.2.7", static_cast<std::uint16_t>(10000 + i)));
    CHECK(play_round(found, senders).size() == FoundNodes::most);
    const auto further = found_peer("192.0.2.8");
    senders.pop_back();
    senders.insert(senders.begin(), further);
    for (unsigned missed = 1; missed <= FoundNodes::tolerated_misses; ++missed)
        CHECK(play_round(found, senders).front() == "192.0.2.7-10000");
    CHECK(play_round(found, senders).size() == FoundNodes::most - 1);  // the last one is gone
    CHECK(play_round(found, senders).back() == "192.0.2.8");           // and there is room
}
