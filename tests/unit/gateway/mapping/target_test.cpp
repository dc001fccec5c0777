// SPDX-License-Identifier: MIT
#include "gateway/mapping/target.hpp"

#include "coapnode/uri/coap_uri.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

using Parts = std::vector<std::string>;

struct TargetRow {
    std::string path;
    std::string query;
    NodeTarget target;
};

std::uint16_t refusal_of(const std::string& path, const std::string& query = "")
{
    const auto target = parse_target(path, query);
    return target ? 0 : target.error().status;
}

}  // namespace

TEST_CASE("a URL names a node and the options of a request")
{
    const std::vector<TargetRow> rows{
        {"/devices/pi", "", {"pi", false, {}, {}}},
        {"/devices/pi/", "", {"pi", true, {}, {}}},
        {"/devices/", "", {"", false, {}, {}}},
        {"/devices/pi/leds/led", "", {"pi", true, {"leds", "led"}, {}}},
        {"/devices/192.0.2.7/temperature", "", {"192.0.2.7", true, {"temperature"}, {}}},
        {"/devices/%5Bfd00::5%5D/temperature", "", {"[fd00::5]", true, {"temperature"}, {}}},
        {"/devices/my%20pi/a%20b", "", {"my pi", true, {"a b"}, {}}},
        // Decoded once, and after it was split.
        {"/devices/pi/a%2Fb/c", "", {"pi", true, {"a/b", "c"}, {}}},
        {"/devices/pi/a%252Fb", "", {"pi", true, {"a%2Fb"}, {}}},
        {"/devices/pi/a%3Fb", "", {"pi", true, {"a?b"}, {}}},
        {"/devices/a%2Fb/c", "", {"a/b", true, {"c"}, {}}},
        // A plus is a plus.
        {"/devices/pi/a+b", "k=a+b%2Bc", {"pi", true, {"a+b"}, {"k=a+b+c"}}},
        // Empty segments stay.
        {"/devices/pi/a//b", "", {"pi", true, {"a", "", "b"}, {}}},
        {"/devices/pi/a/", "", {"pi", true, {"a", ""}, {}}},
        {"/devices/pi//", "", {"pi", true, {"", ""}, {}}},
        {"/devices/pi/...", "", {"pi", true, {"..."}, {}}},
        {"/devices/pi/.well-known/core", "rt=sensor", {"pi", true, {".well-known", "core"}, {"rt=sensor"}}},
        {"/devices/pi/t", "c.gt=25&c.pmin=5", {"pi", true, {"t"}, {"c.gt=25", "c.pmin=5"}}},
        {"/devices/pi/t", "a%26b=1&c", {"pi", true, {"t"}, {"a&b=1", "c"}}},
        {"/devices/pi/t", "a&&b", {"pi", true, {"t"}, {"a", "", "b"}}},
        {"/devices/pi/t", "at=12:30/..?", {"pi", true, {"t"}, {"at=12:30/..?"}}},
        {"/devices/pi/k%C3%BCche",
         "",
         {"pi",
          true,
          {"k\xc3\xbc"
           "che"},
          {}}},
        {"/devices/pi/a%0D%0Ab", "", {"pi", true, {"a\r\nb"}, {}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path + '?' + row.query);
        const auto target = parse_target(row.path, row.query);
        REQUIRE(target);
        CHECK(target->device == row.target.device);
        CHECK(target->path == row.target.path);
        CHECK(target->query == row.target.query);
        CHECK(target->names_resource == row.target.names_resource);
    }
}

TEST_CASE("what is no path of a node is refused")
{
    for (const std::string part :
         {"%", "%2", "%zz", "a%", "%-1", "%+1", "% 1", "%00", "a%00b", "%ff", "%c3", "%ed%a0%80"}) {
        CAPTURE(part);
        CHECK(refusal_of("/devices/pi/" + part) == 400);
        CHECK(refusal_of("/devices/" + part + "/t") == 400);
        CHECK(refusal_of("/devices/pi/t", part) == 400);
        CHECK(refusal_of("/devices/pi/t", "a=1&" + part + "&b") == 400);
    }
    for (const std::string dots : {".", "..", "%2e", "%2E%2e", ".%2e"}) {
        CAPTURE(dots);
        CHECK(refusal_of("/devices/pi/" + dots) == 400);
        CHECK(refusal_of("/devices/pi/a/" + dots + "/b") == 400);
        CHECK(refusal_of("/devices/" + dots + "/temperature") == 400);
    }
}

TEST_CASE("a part has 255 bytes at most, counted after it was decoded")
{
    const std::string longest(max_uri_option_size - 1, 'x');
    CHECK(refusal_of("/devices/pi/%41" + longest, "%41" + longest) == 0);
    CHECK(refusal_of("/devices/pi/%41x" + longest) == 400);
    CHECK(refusal_of("/devices/pi/t", "a&%41x" + longest) == 400);
}

TEST_CASE("a URL has 4096 bytes at most")
{
    std::string path = "/devices/pi";
    while (path.size() + 2 < max_uri_size)
        path += "/a";
    const std::string query(max_uri_size - path.size(), 'q');
    CHECK(refusal_of(path, query) == 0);
    CHECK(refusal_of(path, query + 'q') == 414);
}

TEST_CASE("a refusal never repeats what stands in the query")
{
    const auto target = parse_target("/devices/pi/t", "key=secret%zz");
    REQUIRE(!target);
    CHECK(as_text(*target.error().body).find("secret") == std::string_view::npos);
}
