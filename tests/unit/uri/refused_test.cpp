// SPDX-License-Identifier: MIT
#include "coapnode/uri/coap_uri.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

struct Row {
    std::string text;
    std::string message;
};

std::string no_scheme(const std::string& scheme)
{
    return "'" + scheme + "' is not a supported scheme: write coap:// or coaps://";
}

std::string no_ipv6(const std::string& text)
{
    return "'" + text + "' is not an IPv6 address: write it as [ADDRESS] or [ADDRESS]:PORT";
}

std::string no_port(const std::string& text)
{
    return "'" + text + "' is not a port: write a number from 1 to 65535 after the colon";
}

std::string no_name(const std::string& text)
{
    return "'" + text + "' is not a host name: write a name such as pi.local, or an IP address";
}

std::string no_ipv4(const std::string& text)
{
    return "'" + text + "' is not an IPv4 address: write four numbers from 0 to 255";
}

std::string no_zone(const std::string& text)
{
    return "'" + text + "' names no interface: write one of 1 to 15 characters, such as %eth0";
}

std::string no_encoding(const std::string& text)
{
    return "'" + text + "' is not a percent-encoding: write %25 for a % sign";
}

const std::string no_host = "the URI names no host: write it as coap://HOST/PATH";
const std::string control = "there is a control character in the URI: remove it";
const std::string space = "there is a space in the URI: write %20 for a space that belongs to it";
const std::string user = "a CoAP URI has no user name: remove the part before the @";

void check(const std::vector<Row>& rows)
{
    for (const auto& [text, message] : rows) {
        CAPTURE(text);
        const auto uri = parse_coap_uri(text);
        REQUIRE(!uri);
        CHECK(uri.error() == Error{Errc::bad_uri, message});
    }
}

}  // namespace

TEST_CASE("schemes that are not taken, and URIs without a host")
{
    check({
        {"http://pi.local", no_scheme("http")},
        {"coap+tcp://pi.local", no_scheme("coap+tcp")},
        {"coaps+ws://pi.local", no_scheme("coaps+ws")},
        {"localhost://x", no_scheme("localhost")},
        {"coap:pi.local", no_scheme("coap:")},
        {"coaps:/pi.local", no_scheme("coaps:")},
        {"coap:192.168.1.7", no_scheme("coap:")},
        {"coap:192.168.1.7:5683/led", no_scheme("coap:")},
        {"coap:/", no_scheme("coap:")},
        {"", no_host},
        {"coap://", no_host},
        {"coap:///led", no_host},
        {"coap://?q", no_host},
        {"coap://:5683", no_host},
        {"://h", no_host},
        {"/led", no_host},
        {"//pi.local/led", no_host},
        {"?q", no_host},
        {":5683", no_host},
    });
}

TEST_CASE("characters that no URI has")
{
    check({
        {"coap://h/led#on", "a CoAP URI has no fragment: remove '#on', or write %23 for a # that belongs to the path"},
        {"h#", "a CoAP URI has no fragment: remove '#', or write %23 for a # that belongs to the path"},
        {std::string{"coap://h/\0", 10}, control},
        {"coap://h/a\nb", control},
        {"coap://h/\x7f", control},
        {"coap://h/a b", space},
        {" coap://h", space},
        {"coap://h/%", no_encoding("%")},
        {"coap://h/%4", no_encoding("%4")},
        {"coap://h/%4g", no_encoding("%4g")},
        {"coap://h/%-1", no_encoding("%-1")},
        {"coap://h/%\xc3\xbc", no_encoding("%%C3%BC")},
        {"coap://h?%zz", no_encoding("%zz")},
        {"coap://h%zz", no_encoding("%zz")},
    });
}

TEST_CASE("authorities that are none")
{
    check({
        {"coap://me@pi.local", user},
        {"coap://me:secret@pi.local/led", user},
        {"h:0", no_port("0")},
        {"h:65536", no_port("65536")},
        {"h:99999999999999999999", no_port("99999999999999999999")},
        {"h:-1", no_port("-1")},
        {"h:+1", no_port("+1")},
        {"h:5683x", no_port("5683x")},
        {"h:led", no_port("led")},
        {"[::1]:0", no_port("0")},
        {"coap://a%00b", no_name("a%00b")},
        {"coap://a%0Ab", no_name("a%0Ab")},
        {"coap://a%20b", no_name("a b")},
        {"coap://a%2Fb", no_name("a/b")},
        {"coap://a%40b", no_name("a@b")},
        {"coap://a%3A1", no_name("a:1")},
        {"coap://a\\b", no_name("a\\b")},
        {"coap://<h>", no_name("<h>")},
        {"coap://127.0.0.1%25lo", no_name("127.0.0.1%lo")},
        {"1.2.3.400", no_ipv4("1.2.3.400")},
        {"1.2.3", no_ipv4("1.2.3")},
        {"1.2.3.4.5", no_ipv4("1.2.3.4.5")},
        {"coap://1234/led", no_ipv4("1234")},
        {"01.2.3.4", no_ipv4("01.2.3.4")},
        {".", no_ipv4(".")},
    });
}

TEST_CASE("IPv6 addresses and zones that are none")
{
    check({
        {"[::1", no_ipv6("[::1")},
        {"[]", no_ipv6("")},
        {"[::1]5683", no_ipv6("[::1]5683")},
        {"[pi.local]", no_ipv6("pi.local")},
        {"[v1.x]", no_ipv6("v1.x")},
        {"[1.2.3.4]", no_ipv6("1.2.3.4")},
        {"::12345", no_ipv6("::12345")},
        {"1:2:3:4:5:6:7:8:5683", no_ipv6("1:2:3:4:5:6:7:8:5683")},
        {"pi:5683:x", no_ipv6("pi:5683:x")},
        {"[[::1]]", no_ipv6("[[::1]]")},
        {"fe80::1%eth0:5683", no_ipv6("fe80::1%eth0:5683")},
        {"fe80::1%", no_zone("%")},
        {"[fe80::1%25a%2fb]", no_zone("%25a%2fb")},
        {"[fe80::1%25a%00]", no_zone("%25a%00")},
        {"[fe80::1%25a%20]", no_zone("%25a%20")},
        {"[fe80::1%25a%x]", no_encoding("%x")},
    });
}
