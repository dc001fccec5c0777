// SPDX-License-Identifier: MIT
#include "show/people.hpp"

#include "coapnode/core/units.hpp"
#include "show/answers.hpp"
#include "support/zone_in_force.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;
using namespace std::string_literals;

namespace {

constexpr auto europe = "CET-1CEST,M3.5.0,M10.5.0/3";

std::string shown(std::optional<std::uint16_t> format, std::string_view payload)
{
    return for_people(content(format, payload), {});
}

}  // namespace

TEST_CASE("each unit that our nodes show has its sign")
{
    for (const auto& row : quantity_rows) {
        const std::string unit{row.shown_unit};
        CAPTURE(unit);
        if (row.symbol == unit) continue;
        CHECK(shown(50, R"({"value":1,"unit":")" + unit + "\"}").find(unit) == std::string::npos);
    }
}

TEST_CASE("a payload as people read it")
{
    const ZoneInForce zone{europe};
    struct Row {
        std::optional<std::uint16_t> format;
        std::string payload;
        std::string text;
    };
    const Row rows[] = {
        // Readings
        {50, R"({"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"})",
         "22.51 °C  2026-11-22 10:31:07+01:00\n"},
        {50, R"({"timestamp":"2026-07-22T09:31:07Z","unit":"percent","value":40})",
         "40 %  2026-07-22 11:31:07+02:00\n"},
        {50, R"({"value":22.50,"unit":"hectopascal"})", "22.50 hPa\n"},
        {50, R"({"value":8.65,"unit":"gram_per_cubic_meter"})", "8.65 g/m³\n"},
        {50, R"({"value":612.0,"unit":"ppm"})", "612.0 ppm\n"},
        {50, R"({"value":28066.67,"unit":"lux"})", "28066.67 lx\n"},
        {50, R"({"value":-0.0,"unit":"kelvin"})", "-0.0 kelvin\n"},
        {50, R"({"value":1e999})", "1e999\n"},
        {50, R"({"value":"warm","unit":"","timestamp":"today"})", "warm  today\n"},
        {50, "{\"value\":1,\"unit\":\"\\u001b[31m\"}", "1 \\x1b[31m\n"},
        {60,
         "\xa2\x65value\xfb\x40\x36\x82\x8f\x5c\x28\xf5\xc3\x64unit\x67"
         "celsius",
         "22.51 °C\n"},
        {60,
         "\xa2\x65value\xfa\x41\xb4\x14\x7b\x64unit\x67"
         "celsius",
         "22.51 °C\n"},
        // States, and other small documents
        {50, R"({"state":"on"})", "on\n"},
        {50, R"( { "state" : "off" } )", "off\n"},
        {50, R"({"state":"blink","period":"1s","duty":0.50})", "state   blink\nperiod  1s\nduty    0.50\n"},
        {50, R"({"target":21.5,"note":"a\nb","at":"2026-11-22T09:31:07Z","on":true,"off":null})",
         "target  21.5\nnote    a\\nb\nat      2026-11-22 10:31:07+01:00\non      true\noff     null\n"},
        {50, R"({"é":1,"日本":2,"abcde":3})", "é      1\n日本   2\nabcde  3\n"},
        {50, R"({"a":1,"a":2})", "a  1\na  2\n"},
        {50, "21.50", "21.50\n"},
        {50, R"("on")", "on\n"},
        {50, "null", "null\n"},
        {50, "[]", "[]\n"},
        {50, "{}", "{}\n"},
        {50, "[1, 2.0,\n\"x\"]", "[1, 2.0, \"x\"]\n"},
        {50, R"({"a":{"b":[1]}})", "{\n  \"a\": {\n    \"b\": [1]\n  }\n}\n"},
        {50, R"({"a":[{"b":1}]})", "{\n  \"a\": [\n    {\"b\": 1}\n  ]\n}\n"},
        // What is no JSON is shown as the text that it is
        {50, R"({"a":1)", "{\"a\":1\n"},
        {50, "{\"a\":\x01", "0000  7b 22 61 22 3a 01                                {\"a\":.\n"},
        // CBOR
        {60,
         "\xa1\x61"
         "a\x42\x00\xff"s,
         "a  h'00ff'\n"},
        {60, "\x83\x01\x20\xf5", "[1, -1, true]\n"},
        {60,
         "\xa1\x61"
         "a\x43\x01\x02\xff",
         "a  h'0102ff'\n"},
        {60, "\xa1\x0a\x81\x61z", "{\n  10: [\"z\"]\n}\n"},
        {60, "\xc4\x82\x21\x19\x08\xcb", "22.51\n"},
        {60, "\xc1\x1a\x6b\x03\x05\x7b", "1795360123\n"},
        {60, "\xf9\x7e\x00"s, "NaN\n"},
        {60,
         "\xa1\x61"
         "a",
         "0000  a1 61 61                                         .aa\n"},
        // Text
        {0, "22.51", "22.51\n"},
        {0, "a\nb\n", "a\nb\n"},
        {0, "\x1b]0;evil\x07", "\\x1b]0;evil\\x07\n"},
        {41, "<a/>", "<a/>\n"},
        {std::nullopt, "hello", "hello\n"},
        {std::nullopt, "\x01\x02", "0000  01 02                                            ..\n"},
        // Octets and what is unknown
        {42, "0123456789abcdefXYZ",
         "0000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n"
         "0010  58 59 5a                                         XYZ\n"},
        {65000, "A", "0000  41                                               A\n"},
        // Links
        {40, R"(</led>;rt="actuator led";if="core.a";title="LED";ct="50 60 65000";obs,</x>)",
         "href  title  rt            if      ct               obs\n"
         "/led  LED    actuator led  core.a  json cbor 65000  yes\n"
         "/x\n"},
        {40, "</a>,b", "href\n/a\n(the rest could not be read)\n"},
        {40, "no links", "no links\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.payload);
        CHECK(shown(row.format, row.payload) == row.text);
    }
}

TEST_CASE("what an answer without a payload says")
{
    struct Row {
        Code code;
        std::string text;
    };
    const Row rows[] = {
        {Code::deleted, "deleted\n"},         {Code::changed, "changed\n"}, {Code::valid, "not modified\n"},
        {Code::created, "created\n"},         {Code::content, ""},          {Code::continue_, "2.31 Continue\n"},
        {Code::not_found, "4.04 Not Found\n"}};
    for (const auto& row : rows)
        CHECK(for_people(answer(row.code, std::nullopt, ""), {}) == row.text);
    auto created = answer(Code::created, std::nullopt, "");
    created.location_path = {"rd", "a b"};
    created.location_query = {"x=1"};
    CHECK(for_people(created, {}) == "created /rd/a%20b?x=1\n");
    CHECK(for_people(content(std::nullopt, ""), {.is_terminal = true}) == "(empty)\n");
}

TEST_CASE("an error answer is one sentence")
{
    struct Row {
        std::uint8_t code;
        std::optional<std::uint16_t> format;
        std::string payload;
        std::string sentence;
    };
    const Row rows[] = {
        {code_number(4, 4), std::nullopt, "there is no /attic", "4.04 Not Found: there is no /attic"},
        {code_number(4, 4), 0, "there is no /attic\n", "4.04 Not Found: there is no /attic"},
        {code_number(4, 0), 50, R"({"error":"no","at":3})", "4.00 Bad Request: error no, at 3"},
        {code_number(5, 3), std::nullopt, "\x1b[2J\n.", "5.03 Service Unavailable: \\x1b[2J\\n."},
        {code_number(4, 30), std::nullopt, "x", "4.30: x"},
        {code_number(4, 0), 60, "\xff", "4.00 Bad Request: 1 byte: ff"},
        {code_number(4, 0), 257, "\xa2\x20\x62no\x21\x63why", "4.00 Bad Request: no: why"},
        {code_number(4, 0), 257, "\xa1\x38\x18\x01", "4.00 Bad Request: -25 1"},
        {code_number(5, 0), std::nullopt, std::string(longest_diagnostic, 'x'),
         "5.00 Internal Server Error: " + std::string(longest_diagnostic, 'x')},
        {code_number(5, 0), std::nullopt, std::string(longest_diagnostic - 1, 'x') + "°",
         "5.00 Internal Server Error: " + std::string(longest_diagnostic - 1, 'x') + "..."},
    };
    for (const auto& row : rows) {
        CAPTURE(row.sentence);
        auto response = content(row.format, row.payload);
        response.code = row.code;
        CHECK(error_sentence(response) == row.sentence);
        CHECK(for_people(response, {}) == row.sentence + '\n');
    }
}

TEST_CASE("one line a notification, each with a time")
{
    const ZoneInForce zone{europe};
    struct Row {
        Code code;
        std::optional<std::uint16_t> format;
        std::string payload;
        std::string line;
    };
    const std::string received = "  2026-11-22 10:31:08+01:00\n";
    const Row rows[] = {
        {Code::content, 50, R"({"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"})",
         "22.51 °C  2026-11-22 10:31:07+01:00\n"},
        {Code::content, 50, R"({"state":"on"})", "on" + received},
        {Code::content, 50, R"({"state":"blink","duty":0.5})", "state blink, duty 0.5" + received},
        {Code::content, 50, R"({"a":{"b":[1,2]}})", "a {\"b\": [1, 2]}" + received},
        {Code::content, 50, "[1,2]", "[1, 2]" + received},
        {Code::content, 0, "two\nlines\n", "two\\nlines" + received},
        {Code::content, 42, "\x01\x02", "2 bytes: 0102" + received},
        {Code::content, 42, std::string(33, 'A'), "33 bytes: " + repeated("41", 32) + "..." + received},
        {Code::content, 40, "</a>,</b>;obs", "/a /b" + received},
        {Code::content, 110,
         R"([{"bn":"node/","n":"t","u":"Cel","v":21.50,"t":1795339867},{"n":"h","v":40,"bt":0,"t":1795339867}])",
         "node/t 21.50 Cel, node/h 40  2026-11-22 10:31:07+01:00\n"},
        {Code::content, 110, R"([{"n":"t","v":1,"t":-5},{"n":"h","vb":true}])", "t 1 5 s ago, h true" + received},
        {Code::content, 0, "", "(empty)" + received},
        {Code::changed, 0, "", "changed" + received},
        {Code::service_unavailable, std::nullopt, "no answer at 0x44",
         "5.03 Service Unavailable: no answer at 0x44" + received},
    };
    for (const auto& row : rows) {
        CAPTURE(row.line);
        const auto one = arrival(answer(row.code, row.format, row.payload));
        CHECK(line_for_people(one, {}) == row.line);
        CHECK(line_for_people(one, {}, "pi/\x1b") == "pi/\\x1b  " + row.line);
    }
}

TEST_CASE("colours are there where they are wanted, and nothing else is different")
{
    const ZoneInForce zone{europe};
    const ShowStyle coloured{.colours = true};
    CHECK(for_people(content(50, R"({"value":1,"timestamp":"2026-11-22T09:31:07Z"})"), coloured) ==
          "1  \033[2m2026-11-22 10:31:07+01:00\033[0m\n");
    CHECK(for_people(answer(Code::not_found, std::nullopt, "no"), coloured) == "\033[1;31m4.04 Not Found\033[0m: no\n");
    CHECK(for_people(content(40, "</a>;obs"), coloured) == "\033[1mhref  obs\033[0m\n/a    yes\n");
    CHECK(for_people(content(0, "plain"), coloured) == "plain\n");
}
