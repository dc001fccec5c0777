// SPDX-License-Identifier: MIT
/// Each limit, and one past it.
#include "coapnode/uri/coap_uri.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

std::string of_size(std::size_t size)
{
    return std::string(size, 'x');
}

std::string complaint_about(const std::string& text)
{
    const auto uri = parse_coap_uri(text);
    return uri ? "" : uri.error().message;
}

}  // namespace

TEST_CASE("a URI of 4096 bytes")
{
    std::string text = "coap://h/";
    while (text.size() + 2 <= max_uri_size)
        text += "a/";
    text += of_size(max_uri_size - text.size());
    CHECK(complaint_about(text).empty());
    CHECK(complaint_about(text + 'x') == "a URI of 4097 bytes is too long: write one of 4096 at most");
}

TEST_CASE("a host of 253 bytes, counted as they are looked up")
{
    CHECK(complaint_about(of_size(max_host_size)).empty());
    CHECK(complaint_about("%41" + of_size(max_host_size - 1)).empty());
    CHECK(complaint_about(of_size(max_host_size + 1)) ==
          "a host name of 254 bytes is too long: write one of 253 at most");
}

TEST_CASE("an interface of 15 bytes")
{
    CHECK(complaint_about("fe80::1%" + of_size(max_zone_size)).empty());
    CHECK(!complaint_about("fe80::1%" + of_size(max_zone_size + 1)).empty());
}

TEST_CASE("path segments and query items of 255 bytes")
{
    for (const std::string before : {"h/", "h/a/%", "h?", "h?a&%"}) {
        CAPTURE(before);
        const bool is_encoded = before.back() == '%';
        const auto start = before + (is_encoded ? "41" : "x");
        CHECK(complaint_about(start + of_size(max_uri_option_size - 1)).empty());
        const auto what = before.find('?') == std::string::npos ? "a path segment" : "a query item";
        CHECK(complaint_about(start + of_size(max_uri_option_size)) ==
              what + std::string{" of 256 bytes is too long: CoAP allows 255 at most"});
    }
    CHECK(parse_query_item(of_size(max_uri_option_size)) == of_size(max_uri_option_size));
    CHECK(!parse_query_item(of_size(max_uri_option_size + 1)));
}

TEST_CASE("a message shows printable ASCII alone, and no more than 64 bytes of the URI")
{
    CHECK(complaint_about("coap://h:\xc2\x9b" + of_size(100)) ==
          "'%C2%9B" + of_size(62) + "...' is not a port: write a number from 1 to 65535 after the colon");
}
