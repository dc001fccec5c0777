// SPDX-License-Identifier: MIT
#include "coap/multicast/group_places.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a node is asked by multicast only where it listens")
{
    const Interface lo{"lo", 1, {"127.0.0.1", "::1"}};
    const Interface eth0{"eth0", 2, {"192.168.1.5", "192.168.1.6", "fd00::5", "fe80::5"}};
    const Interface wlan0{"wlan0", 7, {"10.0.0.5"}};
    const Interface no_address{"eth1", 9, {}};
    const std::vector<Interface> cards{eth0, wlan0};
    const auto ipv4 = group_ipv4;
    const auto link = group_link_local;
    const auto site = group_site_local;
    struct Row {
        std::string what;
        std::vector<Listen> listen;
        std::vector<Interface> interfaces;
        std::set<GroupPlace> places;
    };
    const Row rows[] = {
        {"[::] is both families",
         {{"::", 5683}},
         {eth0},
         {{ipv4, 5683, 2, "eth0"}, {link, 5683, 2, "eth0"}, {site, 5683, 2, "eth0"}}},
        {"0.0.0.0 is IPv4", {{"0.0.0.0", 5683}}, cards, {{ipv4, 5683, 2, "eth0"}, {ipv4, 5683, 7, "wlan0"}}},
        {"before an interface has an address", {{"0.0.0.0", 5683}}, {no_address}, {{ipv4, 5683, 9, "eth1"}}},
        {"an address is on its own interface", {{"192.168.1.5", 1}}, cards, {{ipv4, 1, 2, "eth0"}}},
        {"also as IPv6 writes it", {{"::ffff:192.168.1.5", 1}}, cards, {{ipv4, 1, 2, "eth0"}}},
        {"an IPv6 address", {{"fd00::5", 1}}, cards, {{link, 1, 2, "eth0"}, {site, 1, 2, "eth0"}}},
        {"two of one interface are one", {{"192.168.1.5", 1}, {"192.168.1.6", 1}}, cards, {{ipv4, 1, 2, "eth0"}}},
        {"each port is one",
         {{"192.168.1.5", 1}, {"10.0.0.5", 2}},
         cards,
         {{ipv4, 1, 2, "eth0"}, {ipv4, 2, 7, "wlan0"}}},
        {"an address that is not there (yet)", {{"192.168.1.7", 1}}, cards, {}},
        {"loopback where lo is not named", {{"127.0.0.1", 1}, {"::1", 1}}, cards, {}},
        {"loopback where lo is named", {{"127.0.0.1", 1}}, {lo}, {{ipv4, 1, 1, "lo"}}},
        {"nothing", {}, cards, {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK((group_places(row.listen, row.interfaces) == row.places));
    }
}
