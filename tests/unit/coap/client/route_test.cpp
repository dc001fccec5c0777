// SPDX-License-Identifier: MIT
#include "coap/client/route.hpp"

#include "coap/wire/peer.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

using namespace coapnode;

TEST_CASE("a peer is the address that libcoap is given, and back")
{
    for (const std::string host : {"192.168.1.5", "::ffff:192.168.1.5", "127.0.0.1", "fd00::5", "::1"}) {
        CAPTURE(host);
        const auto peer = peer_at({host, 61616});
        REQUIRE(peer);
        const auto address = to_coap_address(*peer);
        CHECK(peer_of(address.addr.sa) == *peer);
        CHECK(address.addr.sa.sa_family == (host.find('.') == std::string::npos ? AF_INET6 : AF_INET));
    }
    CHECK(to_string(*peer_at({"::ffff:192.168.1.5", 1})) == "192.168.1.5:1");
    CHECK(to_string(*peer_at({"fe80::5%lo", 5683})) == "[fe80::5%lo]:5683");
    CHECK(to_string(*peer_at({"FD00:0::5", 5683})) == "[fd00::5]:5683");
}

TEST_CASE("an interface that is not there is no way")
{
    CHECK(peer_at({"fe80::1%no-such-interface", 5683}).error() == Errc::no_route);
    CHECK(peer_at({"fe80::1%lo", 5683})->scope != 0);
}

TEST_CASE("this machine's address on the way")
{
    const auto local = local_towards(*peer_at({"127.0.0.1", 5683}));
    REQUIRE(local);
    CHECK(local->address == peer_at({"127.0.0.1", 1})->address);
    CHECK(local_towards(*peer_at({"255.255.255.255", 5683})).error() == Errc::no_route);  // broadcast: not allowed
}

TEST_CASE("a process without descriptors has no say on the way")
{
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    const rlimit none{0, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    const auto local = local_towards(*peer_at({"127.0.0.1", 5683}));
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(local.error() == Errc::busy);
}
