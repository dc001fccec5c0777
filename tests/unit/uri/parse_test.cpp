// SPDX-License-Identifier: MIT
/// What each URI is, and its normal form, which is the same URI again.
#include "coapnode/uri/coap_uri.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

using Parts = std::vector<std::string>;

struct Row {
    std::string text;
    CoapUri uri;
    std::string normal;
};

CoapUri plain(std::string host, Parts path = {}, Parts query = {})
{
    return {false, std::move(host), "", 5683, std::move(path), std::move(query)};
}

CoapUri secure(std::string host, Parts path = {}, std::uint16_t port = 5684)
{
    return {true, std::move(host), "", port, std::move(path), {}};
}

CoapUri at_port(CoapUri uri, std::uint16_t port)
{
    uri.port = port;
    return uri;
}

CoapUri in_zone(CoapUri uri, std::string zone)
{
    uri.zone = std::move(zone);
    return uri;
}

void check(const std::vector<Row>& rows)
{
    for (const auto& [text, expected, normal] : rows) {
        CAPTURE(text);
        const auto uri = parse_coap_uri(text);
        REQUIRE_MESSAGE(uri, uri.error().message);
        CHECK(uri->is_secure == expected.is_secure);
        CHECK(uri->host == expected.host);
        CHECK(uri->zone == expected.zone);
        CHECK(uri->port == expected.port);
        CHECK(uri->path == expected.path);
        CHECK(uri->query == expected.query);
        CHECK(to_string(*uri) == normal);
        CHECK(parse_coap_uri(normal) == *uri);
    }
}

}  // namespace

TEST_CASE("schemes, hosts and ports")
{
    check({
        {"coap://pi.local", plain("pi.local"), "coap://pi.local/"},
        {"coap://pi.local/", plain("pi.local"), "coap://pi.local/"},
        {"coaps://pi.local", secure("pi.local"), "coaps://pi.local/"},
        {"CoAP://pi.local", plain("pi.local"), "coap://pi.local/"},
        {"COAPS://PI.Local/Led", secure("pi.local", {"Led"}), "coaps://pi.local/Led"},
        {"pi.local", plain("pi.local"), "coap://pi.local/"},
        {"pi.local/temperature", plain("pi.local", {"temperature"}), "coap://pi.local/temperature"},
        {"pi:61616/led", at_port(plain("pi", {"led"}), 61616), "coap://pi:61616/led"},
        {"pi:5684/led", at_port(plain("pi", {"led"}), 5684), "coap://pi:5684/led"},
        {"coap://pi:5683/led", plain("pi", {"led"}), "coap://pi/led"},
        {"coap://pi:5684/led", at_port(plain("pi", {"led"}), 5684), "coap://pi:5684/led"},
        {"coaps://pi:5684/led", secure("pi", {"led"}), "coaps://pi/led"},
        {"coaps://pi:5683/led", secure("pi", {"led"}, 5683), "coaps://pi:5683/led"},
        {"coap://pi:/led", plain("pi", {"led"}), "coap://pi/led"},
        {"coap://pi:1", at_port(plain("pi"), 1), "coap://pi:1/"},
        {"coap://pi:65535", at_port(plain("pi"), 65535), "coap://pi:65535/"},
        {"coap://pi:05683", plain("pi"), "coap://pi/"},
        {"coap:5684/led", at_port(plain("coap", {"led"}), 5684), "coap://coap:5684/led"},
        {"coaps/led", plain("coaps", {"led"}), "coap://coaps/led"},
        {"localhost", plain("localhost"), "coap://localhost/"},
        {"coap://%70i%2Elocal", plain("pi.local"), "coap://pi.local/"},
        {"coap://%50I", plain("pi"), "coap://pi/"},
        {"coap://b%C3%BCro", plain("b\xc3\xbcro"), "coap://b%C3%BCro/"},
        {"coap://b\xc3\xbcro", plain("b\xc3\xbcro"), "coap://b%C3%BCro/"},
        {"coap://a_b-c.d", plain("a_b-c.d"), "coap://a_b-c.d/"},
        {"coap://pi.local.", plain("pi.local."), "coap://pi.local./"},
        {"coap://a!$&'()*+,;=b", plain("a!$&'()*+,;=b"), "coap://a!$&'()*+,;=b/"},
    });
}

TEST_CASE("addresses")
{
    check({
        {"192.168.1.5", plain("192.168.1.5"), "coap://192.168.1.5/"},
        {"192.168.1.5:5684/led", at_port(plain("192.168.1.5", {"led"}), 5684), "coap://192.168.1.5:5684/led"},
        {"coap://0.0.0.0", plain("0.0.0.0"), "coap://0.0.0.0/"},
        {"coap://%31%32%37.0.0.1", plain("127.0.0.1"), "coap://127.0.0.1/"},
        {"coap://1.2.3.4.example", plain("1.2.3.4.example"), "coap://1.2.3.4.example/"},
        {"::1", plain("::1"), "coap://[::1]/"},
        {"::", plain("::"), "coap://[::]/"},
        {"::1/temperature", plain("::1", {"temperature"}), "coap://[::1]/temperature"},
        {"::1?q", plain("::1", {}, {"q"}), "coap://[::1]/?q"},
        {"[::1]", plain("::1"), "coap://[::1]/"},
        {"[::1]:5684", at_port(plain("::1"), 5684), "coap://[::1]:5684/"},
        {"coaps://[::1]", secure("::1"), "coaps://[::1]/"},
        {"coaps://::1/led", secure("::1", {"led"}), "coaps://[::1]/led"},
        {"coap://[FD00:0:0:0::00A]:", plain("fd00::a"), "coap://[fd00::a]/"},
        {"coap://[::ffff:192.168.1.5]", plain("::ffff:192.168.1.5"), "coap://[::ffff:192.168.1.5]/"},
        {"fd00::5683", plain("fd00::5683"), "coap://[fd00::5683]/"},
        {"[ff02::fd%25wlan0]/led", in_zone(plain("ff02::fd", {"led"}), "wlan0"), "coap://[ff02::fd%25wlan0]/led"},
        {"coap://[fe80::1%25eth0]", in_zone(plain("fe80::1"), "eth0"), "coap://[fe80::1%25eth0]/"},
        {"coap://[fe80::1%eth0]:61616", at_port(in_zone(plain("fe80::1"), "eth0"), 61616),
         "coap://[fe80::1%25eth0]:61616/"},
        {"fe80::1%eth0", in_zone(plain("fe80::1"), "eth0"), "coap://[fe80::1%25eth0]/"},
        {"fe80::1%25eth0", in_zone(plain("fe80::1"), "eth0"), "coap://[fe80::1%25eth0]/"},
        {"fe80::1%eth0/led?a", in_zone(plain("fe80::1", {"led"}, {"a"}), "eth0"), "coap://[fe80::1%25eth0]/led?a"},
        {"FE80::1%Eth0", in_zone(plain("fe80::1"), "Eth0"), "coap://[fe80::1%25Eth0]/"},
        {"fe80::1%2", in_zone(plain("fe80::1"), "2"), "coap://[fe80::1%252]/"},
        {"fe80::1%25", in_zone(plain("fe80::1"), "25"), "coap://[fe80::1%2525]/"},
        {"fe80::1%2525", in_zone(plain("fe80::1"), "25"), "coap://[fe80::1%2525]/"},
        {"[fe80::1%25a%25b]", in_zone(plain("fe80::1"), "a%b"), "coap://[fe80::1%25a%25b]/"},
        {"[fe80::1%25eth%2e0]", in_zone(plain("fe80::1"), "eth.0"), "coap://[fe80::1%25eth.0]/"},
    });
}

TEST_CASE("paths (RFC 7252 section 6.4, RFC 3986 section 5.2.4)")
{
    check({
        {"coap://h/a/b/c", plain("h", {"a", "b", "c"}), "coap://h/a/b/c"},
        {"coap://h/a/", plain("h", {"a", ""}), "coap://h/a/"},
        {"coap://h//", plain("h", {"", ""}), "coap://h//"},
        {"coap://h//a", plain("h", {"", "a"}), "coap://h//a"},
        {"coap://h/a//b", plain("h", {"a", "", "b"}), "coap://h/a//b"},
        {"coap://h/.", plain("h"), "coap://h/"},
        {"coap://h/..", plain("h"), "coap://h/"},
        {"coap://h/../../led", plain("h", {"led"}), "coap://h/led"},
        {"coap://h/a/./b", plain("h", {"a", "b"}), "coap://h/a/b"},
        {"coap://h/a/../b", plain("h", {"b"}), "coap://h/b"},
        {"coap://h/a/b/..", plain("h", {"a", ""}), "coap://h/a/"},
        {"coap://h/a/.", plain("h", {"a", ""}), "coap://h/a/"},
        {"coap://h/a/..", plain("h"), "coap://h/"},
        {"coap://h/a//..", plain("h", {"a", ""}), "coap://h/a/"},
        {"coap://h//..", plain("h"), "coap://h/"},
        {"coap://h/a/%2e%2E/b", plain("h", {"b"}), "coap://h/b"},
        {"coap://h/%2e/b", plain("h", {"b"}), "coap://h/b"},
        {"coap://h/...", plain("h", {"..."}), "coap://h/..."},
        {"coap://h/.well-known/core", plain("h", {".well-known", "core"}), "coap://h/.well-known/core"},
        {"coap://h/a%2Fb", plain("h", {"a/b"}), "coap://h/a%2Fb"},
        {"coap://h/%7e%41", plain("h", {"~A"}), "coap://h/~A"},
        {"coap://h/%20%22", plain("h", {" \""}), "coap://h/%20%22"},
        {"coap://h/%e2%82%ac", plain("h", {"\xe2\x82\xac"}), "coap://h/%E2%82%AC"},
        {"coap://h/\xe2\x82\xac", plain("h", {"\xe2\x82\xac"}), "coap://h/%E2%82%AC"},
        {"coap://h/%ff%0a", plain("h", {"\xff\n"}), "coap://h/%FF%0A"},
        {"coap://h/a:b@c;d=e,f+g!$&'()*", plain("h", {"a:b@c;d=e,f+g!$&'()*"}), "coap://h/a:b@c;d=e,f+g!$&'()*"},
        {"coap://h/a|b", plain("h", {"a|b"}), "coap://h/a%7Cb"},
        {"h/coap://x", plain("h", {"coap:", "", "x"}), "coap://h/coap://x"},
        // The example of RFC 7252 section 6.3: three ways to write one URI.
        {"coap://example.com:5683/~sensors/temp.xml", plain("example.com", {"~sensors", "temp.xml"}),
         "coap://example.com/~sensors/temp.xml"},
        {"coap://EXAMPLE.com/%7Esensors/temp.xml", plain("example.com", {"~sensors", "temp.xml"}),
         "coap://example.com/~sensors/temp.xml"},
        {"coap://EXAMPLE.com:/%7esensors/temp.xml", plain("example.com", {"~sensors", "temp.xml"}),
         "coap://example.com/~sensors/temp.xml"},
        // The example of appendix B.
        {"coap://198.51.100.1:61616//%2F//?%2F%2F&?%26",
         at_port(plain("198.51.100.1", {"", "/", "", ""}, {"//", "?&"}), 61616),
         "coap://198.51.100.1:61616//%2F//?//&?%26"},
    });
}

TEST_CASE("queries")
{
    check({
        {"coap://h?q", plain("h", {}, {"q"}), "coap://h/?q"},
        {"coap://h/?q", plain("h", {}, {"q"}), "coap://h/?q"},
        {"h?q", plain("h", {}, {"q"}), "coap://h/?q"},
        {"h/a?k=v&w", plain("h", {"a"}, {"k=v", "w"}), "coap://h/a?k=v&w"},
        {"h/a?", plain("h", {"a"}, {""}), "coap://h/a?"},
        {"h/a?&", plain("h", {"a"}, {"", ""}), "coap://h/a?&"},
        {"h/a?x&&y", plain("h", {"a"}, {"x", "", "y"}), "coap://h/a?x&&y"},
        {"h/a?x=a%26b", plain("h", {"a"}, {"x=a&b"}), "coap://h/a?x=a%26b"},
        {"h/a?x=a/b?c:d@e", plain("h", {"a"}, {"x=a/b?c:d@e"}), "coap://h/a?x=a/b?c:d@e"},
        {"h/a?t=2026-11-22T10:00:00%2B01:00", plain("h", {"a"}, {"t=2026-11-22T10:00:00+01:00"}),
         "coap://h/a?t=2026-11-22T10:00:00+01:00"},
        {"h?../x", plain("h", {}, {"../x"}), "coap://h/?../x"},
    });
}
