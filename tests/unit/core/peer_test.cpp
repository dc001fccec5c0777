// SPDX-License-Identifier: MIT
#include "coapnode/core/peer.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

Peer ipv4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, std::uint16_t port = 5683)
{
    return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}, port};
}

Peer ipv6(std::uint8_t seventh, std::uint8_t eighth, std::uint8_t last = 1)
{
    return {{0x20, 0x01, 0x0d, 0xb8, 0, 0, seventh, eighth, 0, 0, 0, 0, 0, 0, 0, last}, 5683};
}

}  // namespace

TEST_CASE("a peer is told by its address, its port and its interface")
{
    const Peer seen{ipv6(0, 0).address, 40123, 2};
    CHECK(seen == Peer{ipv6(0, 0).address, 40123, 2});
    CHECK(seen != Peer{ipv6(0, 0, 2).address, 40123, 2});
    CHECK(seen != Peer{ipv6(0, 0).address, 40124, 2});
    CHECK(seen != Peer{ipv6(0, 0).address, 40123, 3});
}

TEST_CASE("a network is a /24 of IPv4 and a /56 of IPv6, whatever the port")
{
    struct Row {
        std::string what;
        Peer one;
        Peer other;
        bool same;
    };
    const Row rows[] = {
        {"two hosts of a /24", ipv4(192, 0, 2, 1), ipv4(192, 0, 2, 255, 9), true},
        {"two /24", ipv4(192, 0, 2, 1), ipv4(192, 0, 3, 1), false},
        {"two hosts of a /56", ipv6(0, 0), ipv6(0, 0xff, 9), true},
        {"two /56", ipv6(0, 0), ipv6(1, 0), false},
        {"IPv4 and IPv6", ipv4(0, 0, 0, 0), Peer{}, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK((network_of(row.one) == network_of(row.other)) == row.same);
    }
}
