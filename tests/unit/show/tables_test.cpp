// SPDX-License-Identifier: MIT
#include "show/hex.hpp"
#include "show/link_tables.hpp"
#include "show/table.hpp"
#include "show/verbose.hpp"
#include "show/visible.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

using namespace coapnode;

namespace {

const auto two_links =
    read_link_format(R"(</leds/by-the-door>;title="LED";rt="actuator led";ct=50;obs,</温>;title="温度")");

/// The widest of its lines.
std::size_t width_of(std::string_view text)
{
    std::size_t widest = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        widest = std::max(widest, display_width(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return widest;
}

}  // namespace

TEST_CASE("columns are as wide as what is shown in them")
{
    CHECK(table_of_links(two_links, {}) ==
          "href               title  rt            ct    obs\n"
          "/leds/by-the-door  LED    actuator led  json  yes\n"
          "/温                温度\n");
    CHECK(table_of_links({}, {}) == "no links\n");
}

TEST_CASE("a narrow terminal gets the cells below each other")
{
    for (const unsigned width : {40U, 48U}) {
        CHECK(table_of_links(two_links, {.is_terminal = true, .width = width}) ==
              "/leds/by-the-door\n"
              "  title  LED\n"
              "  rt     actuator led\n"
              "  ct     json\n"
              "  obs    yes\n"
              "/温\n"
              "  title  温度\n");
    }
    const auto fits = table_of_links(two_links, {.is_terminal = true, .width = 49});
    CHECK(fits == table_of_links(two_links, {}));
    CHECK(width_of(fits) == 49);
}

TEST_CASE("a cell wider than the widest column is whole, and moves those behind it")
{
    const auto row = [](std::size_t size) {
        Table table{{"a", "b"}};
        const std::string cell(size, 'x');
        table.add_row(std::array<std::string_view, 2>{cell, "1"});
        table.add_row(std::array<std::string_view, 2>{"y", "2"});
        return table.text({});
    };
    const std::string blanks(widest_column + 1, ' ');
    for (const auto size : {widest_column, widest_column + 1}) {
        CHECK(row(size) == "a" + blanks + "b\n" + std::string(size, 'x') + "  1\n" + "y" + blanks + "2\n");
    }
}

TEST_CASE("cells of strangers stay in their line")
{
    Table table{{"a"}};
    table.add_row(std::array<std::string_view, 1>{"x\n\x1b"});
    CHECK(table.text({}) == "a\nx\\n\\x1b\n");
    CHECK(Table{{"a"}}.text({}).empty());
}

TEST_CASE("what a discovery found")
{
    const std::array nodes{FoundNode{"192.0.2.7:5683", "Living room", two_links},
                           FoundNode{"[fe80::1%eth0]:5683", "", read_link_format("</a>,x")}};
    CHECK(table_of_nodes(nodes, {}) ==
          "address              name         links\n"
          "192.0.2.7:5683       Living room  2\n"
          "[fe80::1%eth0]:5683               1+\n");
    CHECK(discovered_for_people(nodes, {}) == table_of_nodes(nodes, {}) + "\n192.0.2.7:5683  Living room\n" +
                                                  table_of_links(two_links, {}) +
                                                  "\n[fe80::1%eth0]:5683\nhref\n/a\n(the rest could not be read)\n");
}

TEST_CASE("a node that answered at several addresses is one node")
{
    const auto more_links = read_link_format("</a>,</b>,</c>");
    const std::array nodes{FoundNode{"[fe80::1%eth0]:5683", "Attic", two_links, "17"},
                           FoundNode{"192.0.2.8:5683", "Attic", more_links, "18"},
                           FoundNode{"[fd00::1]:5683", "Attic", two_links, "17"},
                           FoundNode{"192.0.2.7:5683", "Attic", two_links, "17"},
                           FoundNode{"192.0.2.9:5683", "", two_links},
                           FoundNode{"192.0.2.10:5683", "", two_links}};
    CHECK(table_of_nodes(nodes, {}) ==
          "address              name   links\n"
          "192.0.2.7:5683       Attic  2\n"
          "[fd00::1]:5683\n"
          "[fe80::1%eth0]:5683\n"
          "192.0.2.8:5683       Attic  3\n"
          "192.0.2.9:5683              2\n"
          "192.0.2.10:5683             2\n");
    const auto links_of_both = table_of_links(two_links, {});
    CHECK(discovered_for_people(nodes, {}) == table_of_nodes(nodes, {}) + "\n192.0.2.7:5683  Attic\n" + links_of_both +
                                                  "\n192.0.2.8:5683  Attic\n" + table_of_links(more_links, {}) +
                                                  "\n192.0.2.9:5683\n" + links_of_both + "\n192.0.2.10:5683\n" +
                                                  links_of_both);
}

TEST_CASE("content formats of links by name")
{
    struct Row {
        std::string numbers;
        std::string names;
    };
    const Row rows[] = {{"50", "json"}, {" 50  60 ", "json cbor"}, {"65000 x -1 99999", "65000 x -1 99999"}, {"", ""}};
    for (const auto& row : rows)
        CHECK(format_names(row.numbers) == row.names);
}

TEST_CASE("bytes as a dump, narrow and large")
{
    const auto bytes = to_bytes("0123456789abcdef\x7f\xff");
    CHECK(hex_dump(bytes, 71) ==
          "0000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n"
          "0010  7f ff                                            ..\n");
    CHECK(hex_dump(bytes, 70) ==
          "0000  30 31 32 33 34 35 36 37  01234567\n"
          "0008  38 39 61 62 63 64 65 66  89abcdef\n"
          "0010  7f ff                    ..\n");
    CHECK(width_of(hex_dump(Bytes(1 << 20), 40)) <= 40);
    CHECK(hex_dump(Bytes(0x10000), 80).starts_with("0000  00 00"));
    CHECK(hex_dump(Bytes(0x10001), 80).starts_with("00000  00 00"));
    CHECK(hex_dump(Bytes(0x10001), 80).find("\n10000  00 ") != std::string::npos);
    CHECK(hex_dump({}, 80).empty());
}

TEST_CASE("an answer with its options, and a request with its own")
{
    IncomingResponse response;
    response.code = static_cast<std::uint8_t>(Code::content);
    CHECK(verbose_head(response) == "2.05 Content\n");
    response.etag = Bytes{0x0a, 0xff};
    response.content_format = 50;
    response.max_age = 5;
    response.location_path = {"a", "\x1b"};
    response.location_query = {"x=1"};
    response.payload = Bytes(3);
    CHECK(verbose_head(response, 12) ==
          "2.05 Content\n  ETag: 0x0aff\n  Observe: 12\n  Location-Path: a\n  Location-Path: \\x1b\n"
          "  Content-Format: json (50)\n  Max-Age: 5\n  Location-Query: x=1\n  payload: 3 bytes\n");
    OutgoingRequest request;
    CHECK(verbose_head(request) == "GET\n");
    request.method = Method::put;
    request.path = {"leds", "a b"};
    request.query = {"q"};
    request.accept = 65000;
    request.content_format = 112;
    request.etags = {Bytes{1}};
    request.if_match = {Bytes{}, Bytes{2}};
    request.if_none_match = true;
    request.payload = Bytes(1);
    CHECK(verbose_head(request) ==
          "PUT\n  If-Match: (empty)\n  If-Match: 0x02\n  ETag: 0x01\n  If-None-Match: yes\n  Uri-Path: leds\n"
          "  Uri-Path: a b\n  Content-Format: senml-cbor (112)\n  Uri-Query: q\n  Accept: 65000\n  payload: 1 byte\n");
}
