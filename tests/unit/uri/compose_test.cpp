// SPDX-License-Identifier: MIT
#include "coapnode/uri/coap_uri.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

TEST_CASE("host and port for messages")
{
    struct Row {
        std::string text;
        std::string shown;
    };
    for (const auto& [text, shown] : std::vector<Row>{
             {"pi.local", "pi.local:5683"},
             {"coaps://pi.local/led", "pi.local:5684"},
             {"192.168.1.5:61616", "192.168.1.5:61616"},
             {"::1", "[::1]:5683"},
             {"coap://[fe80::1%25eth0]", "[fe80::1%eth0]:5683"},
             {"coap://b%C3%BCro", "b%C3%BCro:5683"},
         }) {
        CAPTURE(text);
        const auto uri = parse_coap_uri(text);
        REQUIRE(uri);
        CHECK(host_and_port(*uri) == shown);
    }
}

TEST_CASE("which hosts are addresses")
{
    for (const std::string host : {"127.0.0.1", "::1", "fe80::1%eth0", "[fd00::5]:5684", "::ffff:1.2.3.4"}) {
        CAPTURE(host);
        CHECK(parse_coap_uri(host).value().is_literal());
    }
    for (const std::string host : {"pi.local", "localhost", "1.2.3.4.example", "fe80", "x1.2.3.4"}) {
        CAPTURE(host);
        CHECK(!parse_coap_uri(host).value().is_literal());
    }
}

TEST_CASE("every byte of a path segment and of a query item comes back")
{
    for (int byte = 0; byte < 256; ++byte) {
        CAPTURE(byte);
        const std::string text{'x', static_cast<char>(byte)};
        const CoapUri uri{true, "h", "", 1, {text, text}, {text, text}};
        CHECK(parse_coap_uri(to_string(uri)) == uri);
        for (const char c : to_string(uri))
            CHECK((c > ' ' && c < '\x7f'));
    }
}

TEST_CASE("a query item of its own is decoded as that of a URI")
{
    CHECK(parse_query_item("k=a%20b&c") == "k=a b&c");
    CHECK(parse_query_item("") == "");
    CHECK(parse_query_item("k=%").error() ==
          Error{Errc::bad_uri, "'%' is not a percent-encoding: write %25 for a % sign"});
}
