// SPDX-License-Identifier: MIT
#include "coap/wire/listen_address.hpp"

#include "coap/support/udp_socket.hpp"
#include "coapnode/config/listen_text.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

bool is_ipv6(const std::string& host)
{
    return host.find(':') != std::string::npos;
}

}  // namespace

TEST_CASE("addresses as text and as socket addresses")
{
    struct Row {
        Listen listen;
        std::string text;
        sa_family_t family;
    };
    const Row rows[] = {
        {{"127.0.0.1", 5683}, "127.0.0.1:5683", AF_INET},
        {{"0.0.0.0", 1}, "0.0.0.0:1", AF_INET},
        {{"::", 5683}, "[::]:5683", AF_INET6},
        {{"::1", 65535}, "[::1]:65535", AF_INET6},
        {{"2001:db8::7", 0}, "[2001:db8::7]:0", AF_INET6},
        {{"::ffff:127.0.0.1", 5683}, "[::ffff:127.0.0.1]:5683", AF_INET},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(to_text(row.listen) == row.text);
        const auto address = to_coap_address(row.listen);
        REQUIRE(address.has_value());
        CHECK(address->addr.sa.sa_family == row.family);
        CHECK(coap_address_get_port(&*address) == row.listen.port);
        CHECK(address->size == (row.family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6)));
    }
}

TEST_CASE("what is no numeric address is refused, not looked up")
{
    for (const std::string host : {"localhost", "", "127.0.0.1.1", "1::2::3", "[::1]", "eth0"}) {
        CAPTURE(host);
        for (const auto& error : {to_coap_address({host, 5683}).error(), bind_state({host, 5683}).error()}) {
            CHECK(error == Errc::cannot_listen);
            CHECK(error.message.ends_with(": this is not a numeric address"));
        }
    }
}

TEST_CASE("an address that is free can be bound, and stays free")
{
    for (const std::string host : {"127.0.0.1", "0.0.0.0", "::1", "::"}) {
        if (is_ipv6(host) && !has_ipv6()) continue;
        const Listen listen{host, free_port()};
        CAPTURE(to_text(listen));
        CHECK(bind_state(listen) == BindState::free);
        CHECK(bind_state(listen) == BindState::free);
    }
}

TEST_CASE("a port that another socket holds is told, even where SO_REUSEADDR would let us share it")
{
    struct Row {
        std::string held;
        std::string wanted;
        bool is_free;
    };
    const Row rows[] = {
        {"127.0.0.1", "127.0.0.1", false},
        {"127.0.0.1", "0.0.0.0", false},
        {"0.0.0.0", "127.0.0.1", false},
        {"127.0.0.1", "::", false},  // [::] serves IPv4, too
        {"::1", "::1", false},
        {"::1", "::", false},
        {"127.0.0.1", "::1", true},
        {"::1", "127.0.0.1", true},
        {"127.0.0.1", "127.0.0.2", true},
    };
    for (const auto& row : rows) {
        if ((is_ipv6(row.held) || is_ipv6(row.wanted)) && !has_ipv6()) continue;
        const UdpSocket holder{row.held};
        const Listen wanted{row.wanted, holder.port()};
        CAPTURE(row.held);
        CAPTURE(to_text(wanted));
        CHECK(bind_state(wanted) == (row.is_free ? BindState::free : BindState::in_use));
    }
}

TEST_CASE("an address that this machine does not have")
{
    // TEST-NET-1 (RFC 5737) and the documentation prefix (RFC 3849) are nobody's.
    for (const std::string host : {"192.0.2.1", "2001:db8::1"}) {
        if (is_ipv6(host) && !has_ipv6()) continue;
        CAPTURE(host);
        CHECK(bind_state({host, 5683}) == BindState::no_such_address);
    }
}

TEST_CASE("a link-local address waits for its interface, as any other waits to be there")
{
    for (const std::string zone : {"nosuch0", "4294967295", "9999999999", "1x"}) {
        CAPTURE(zone);
        CHECK(bind_state({"fe80::1%" + zone, 5683}) == BindState::no_such_address);
    }
    CHECK(without_zone({"fe80::1%eth0", 5683}) == Listen{"fe80::1", 5683});
    CHECK(without_zone({"192.0.2.1", 5683}) == Listen{"192.0.2.1", 5683});
    CHECK(to_text(Listen{"fe80::1%eth0", 5683}) == "[fe80::1%eth0]:5683");
}

TEST_CASE("what serves an address is that address where there is IPv6")
{
    if (!knows_ipv6()) return;
    for (const std::string host : {"::", "::1", "0.0.0.0"})
        CHECK(served_for({host, 5683}) == Listen{host, 5683});
}
