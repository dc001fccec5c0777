// SPDX-License-Identifier: MIT
#include "gateway/access/client_of.hpp"

#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Peer::Address address(const std::string& text)
{
    const auto parsed = parse_address(text);
    REQUIRE(parsed);
    return *parsed;
}

/// 127.0.0.1, 10.0.0.0/8 and fd00::/16.
std::vector<AddressRange> proxies()
{
    return {{address("127.0.0.1"), 128}, {address("10.0.0.0"), 96 + 8}, {address("fd00::"), 16}};
}

HttpRequest from(const std::string& peer, HttpFields fields)
{
    HttpRequest request;
    request.client.address = address(peer);
    request.fields = std::move(fields);
    return request;
}

std::string client_by(const std::string& peer, HttpFields fields)
{
    return to_text(client_of(from(peer, std::move(fields)), proxies()).address);
}

std::string hops(std::size_t count)
{
    std::string list = "192.0.2.1";
    for (std::size_t i = 1; i < count; ++i)
        list += ", 10.0.0.1";
    return list;
}

}  // namespace

TEST_CASE("X-Forwarded-For counts from trusted proxies alone")
{
    struct Row {
        std::string peer;
        std::string list;
        std::string client;
    };
    const std::vector<Row> rows{
        {"192.0.2.9", "198.51.100.1", "192.0.2.9"},
        {"127.0.0.2", "198.51.100.1", "127.0.0.2"},
        {"127.0.0.1", "198.51.100.1", "198.51.100.1"},
        {"fd00::1", "198.51.100.1", "198.51.100.1"},
        {"10.9.9.9", "2001:db8::1", "2001:db8::1"},
        {"127.0.0.1", " 198.51.100.1:4711 ", "198.51.100.1"},
        {"127.0.0.1", "[2001:db8::1]", "2001:db8::1"},
        {"127.0.0.1", "[2001:DB8::1]:4711", "2001:db8::1"},
        {"127.0.0.1", "fe80::1%eth0", "fe80::1"},
        {"127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"},
        // What the client has sent itself stands on the left.
        {"127.0.0.1", "203.0.113.1, 198.51.100.1", "198.51.100.1"},
        {"127.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1"},
        {"127.0.0.1", "nonsense, 198.51.100.1", "198.51.100.1"},
        {"127.0.0.1", "198.51.100.1, 10.0.0.1, fd00::7", "198.51.100.1"},
        {"127.0.0.1", "10.0.0.2, 10.0.0.1", "10.0.0.2"},
        // What cannot be read.
        {"127.0.0.1", "", "127.0.0.1"},
        {"127.0.0.1", "unknown", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.1, ", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.1, nonsense", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.1, nonsense, 10.0.0.1", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.256", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.1:99999", "127.0.0.1"},
        {"127.0.0.1", "[2001:db8::1", "127.0.0.1"},
        {"127.0.0.1", "198.51.100.1 198.51.100.2", "127.0.0.1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.peer + ": " + row.list);
        CHECK(client_by(row.peer, {{"x-forwarded-for", row.list}}) == row.client);
    }
    CHECK(client_by("127.0.0.1", {}) == "127.0.0.1");
    CHECK(client_by("127.0.0.1", {{"x-forwarded-for", "203.0.113.1"}, {"x-forwarded-for", "198.51.100.1"}}) ==
          "198.51.100.1");
}

TEST_CASE("sixteen proxies in a row are looked through")
{
    CHECK(client_by("127.0.0.1", {{"x-forwarded-for", hops(most_proxies_in_a_row)}}) == "192.0.2.1");
    CHECK(client_by("127.0.0.1", {{"x-forwarded-for", hops(most_proxies_in_a_row + 1)}}) == "127.0.0.1");
}

TEST_CASE("only a trusted proxy brings the connections of others")
{
    CHECK(client_of(from("127.0.0.1", {}), proxies()).is_proxied);
    CHECK_FALSE(client_of(from("192.0.2.9", {}), proxies()).is_proxied);
}
