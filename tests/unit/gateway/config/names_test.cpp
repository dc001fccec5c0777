// SPDX-License-Identifier: MIT
/// Names, origins and URIs: what each means, and that an editor's pattern says the same.
#include "gateway/config/coap_uris.hpp"
#include "gateway/config/host_name.hpp"

#include <doctest/doctest.h>

#include <regex>

using namespace coapnode;

namespace {

struct Row {
    std::string text;
    std::string meaning;  ///< or the end of the mistake
};

bool fits(const std::string& pattern, const std::string& text)
{
    return std::regex_search(text, std::regex{pattern});
}

const std::string label(63, 'a');

}  // namespace

TEST_CASE("names of hosts")
{
    for (const auto& [text, meaning] : {Row{"Gateway.Example", "gateway.example"},
                                        {"house", "house"},
                                        {"a.b.", "a.b"},
                                        {"xn--bcher-kva.example", "xn--bcher-kva.example"},
                                        {"my_pi", "my_pi"},
                                        {"1.2.3", "1.2.3"},
                                        {label + ".b", label + ".b"}}) {
        CAPTURE(text);
        const auto name = parse_host_name(text);
        REQUIRE(name);
        CHECK(*name == meaning);
        CHECK(fits(host_name_pattern(), text));
    }
    for (const auto& text :
         std::vector<std::string>{"", ".", "a..b", "-a", "a-", "http://a", "a:80", "*.a", "a b", label + "a",
                                  "b\xc3\xbc"
                                  "cher",
                                  "10.0.0.1", "fd00::1", "[fd00::1]", "a/b"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_host_name(text));
        CHECK_FALSE(fits(host_name_pattern(), text));
    }
    const auto longest = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
    CHECK(parse_host_name(longest));
    CHECK_FALSE(parse_host_name(longest + 'b'));
    CHECK(parse_host_name("10.0.0.1").error().message == "the gateway answers to addresses anyway: list names only");
}

TEST_CASE("origins as browsers write them")
{
    for (const auto& [text, meaning] : {Row{"https://panel.example", "https://panel.example"},
                                        {"HTTPS://Panel.Example:443", "https://panel.example"},
                                        {"http://panel.example:80", "http://panel.example"},
                                        {"http://panel.example:443", "http://panel.example:443"},
                                        {"http://10.0.0.1:8080", "http://10.0.0.1:8080"},
                                        {"http://[FD00::1]", "http://[fd00::1]"},
                                        {"http://[::1]:3000", "http://[::1]:3000"},
                                        {"http://localhost", "http://localhost"}}) {
        CAPTURE(text);
        const auto origin = parse_origin(text);
        REQUIRE(origin);
        CHECK(*origin == meaning);
        CHECK(fits(origin_pattern(), text));
    }
    for (const auto* text :
         {"", "*", "null", "panel.example", "ftp://a", "https://", "https://a/", "https://a/b", "https://a:0",
          "https://a:65536", "https://a:", "https://u@a", "https://a?b", "https://fd00::1", "file:///a"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_origin(text));
        CHECK_FALSE(fits(origin_pattern(), text));
    }
    CHECK(parse_origin("https://A.example/x").error().message == "an origin has no path: write 'https://A.example'");
}

TEST_CASE("URIs of nodes")
{
    for (const auto& [text, meaning] : {Row{"coaps://192.0.2.7", "coaps://192.0.2.7"},
                                        {"COAP://Node.Local", "coap://node.local"},
                                        {"coap://node.local/", "coap://node.local"},
                                        {"coap://node.local:5683", "coap://node.local"},
                                        {"coaps://[fd00::5]:7", "coaps://[fd00::5]:7"},
                                        {"coap://[fe80::1%25eth0]", "coap://[fe80::1%25eth0]"},
                                        {"coap://[fe80::1%eth0]:7", "coap://[fe80::1%25eth0]:7"}}) {
        CAPTURE(text);
        const auto uri = parse_node_uri(text);
        REQUIRE(uri);
        CHECK(to_string(*uri) == meaning + '/');
        CHECK(fits(node_uri_pattern(), text));
    }
    for (const auto& [text, mistake] :
         {Row{"coaps://a/temperature", "the URI of a node ends after its host: write 'coaps://a'"},
          {"coap://a?x", "the URI of a node ends after its host: write 'coap://a'"},
          {"coap://a#x", "a CoAP URI has no fragment: remove '#x', or write %23 for a # that belongs to the path"},
          {"http://a", "'http' is not a supported scheme: write coap:// or coaps://"},
          {"192.0.2.7", "expected a URI such as coaps://192.0.2.7 or coap://node.local:5683, not '192.0.2.7'"},
          {"coap://", "the URI names no host: write it as coap://HOST/PATH"}}) {
        CAPTURE(text);
        const auto uri = parse_node_uri(text);
        REQUIRE_FALSE(uri);
        CHECK(uri.error().message == mistake);
        CHECK_FALSE(fits(node_uri_pattern(), text));
    }
    for (const auto& [text, mistake] :
         {Row{"coap://224.0.1.187", "expected the address of one machine, not '224.0.1.187'"},
          {"coap://[ff02::fd]", "expected the address of one machine, not 'ff02::fd'"},
          {"coap://0.0.0.0", "expected the address of one machine, not '0.0.0.0'"},
          {"coap://[::]", "expected the address of one machine, not '::'"},
          {"coap://[fe80::1]", "a link-local address needs its interface after it, such as [fe80::1%eth0]"},
          {"coap://[fd00::1%eth0]", "only a link-local address (fe80::) can have an interface: remove the %"}}) {
        CAPTURE(text);
        const auto uri = parse_node_uri(text);
        REQUIRE_FALSE(uri);
        CHECK(uri.error().message == mistake);
    }
}

TEST_CASE("the URI of a resource directory may have a path, and is plain CoAP")
{
    for (const auto* text : {"coap://192.0.2.1", "coap://rd.example/rd-lookup", "coap://[fd00::5]:5683/a/b"}) {
        CAPTURE(text);
        const auto uri = parse_lookup_uri(text);
        REQUIRE(uri);
        CHECK(to_string(*uri).starts_with("coap://"));
        CHECK(fits(lookup_uri_pattern(), text));
    }
    for (const auto* text : {"coaps://192.0.2.1", "coap://192.0.2.1/a?b", "192.0.2.1", "coap://"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_lookup_uri(text));
        CHECK_FALSE(fits(lookup_uri_pattern(), text));
    }
    CHECK_FALSE(parse_lookup_uri("coap://[ff02::fe]"));
}
