// SPDX-License-Identifier: MIT
#include "resources/led_body.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr std::optional<std::uint16_t> no_format;

Result<LedPattern> parsed(const Bytes& body, std::optional<std::uint16_t> format)
{
    Request request;
    request.content_format = format;
    request.payload = body;
    return parse_led_pattern(request);
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    while (times-- > 0)
        out += text;
    return out;
}

}  // namespace

TEST_CASE("bodies that name a state")
{
    struct Row {
        std::optional<std::uint16_t> format;
        std::string body;
        bool on;
    };
    const Row rows[] = {
        {50, R"({"state":"on"})", true},
        {50, R"({"state":"off"})", false},
        {50, R"({"state":"ON"})", true},
        {50, R"({"state":"Off"})", false},
        {50, R"({"state":"oN"})", true},
        {50, " {\r\n\t\"state\" : \"on\" } \n", true},
        {50, "\xef\xbb\xbf{\"state\":\"on\"}\r\n", true},
        {no_format, "\xef\xbb\xbf\r\n{\"state\":\"on\"}", true},
        {0, "\xef\xbb\xbfon\r\n", true},
        {no_format, "\xd9\xd9\xf7\xa1\x65state\x62on", true},
        {50, R"({"\u0073tate":"\u006fn"})", true},
        {0, "on", true},
        {0, "off", false},
        {0, "ON", true},
        {0, "oFF", false},
        {0, " \ton\r\n", true},
        {no_format, R"({"state":"on"})", true},
        {no_format, "  {\"state\":\"off\"}", false},
        {no_format, "on", true},
        {no_format, "off\n", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const auto state = parsed(to_bytes(row.body), row.format);
        REQUIRE(state.has_value());
        CHECK(*state == LedPattern{Steady{row.on}});
    }
}

TEST_CASE("CBOR bodies")
{
    struct Row {
        std::string what;
        const char* hex;
        std::optional<bool> on;
    };
    const Row rows[] = {
        {"{state: on}", "a1 65 7374617465 62 6f6e", true},
        {"{state: OFF}", "a1 65 7374617465 63 4f4646", false},
        {"a map of indefinite length", "bf 65 7374617465 62 6f6e ff", true},
        {"texts in chunks", "a1 7f 63 737461 62 7465 ff 7f 61 6f 61 6e ff", true},
        {"a length in two bytes", "a1 79 0005 7374617465 62 6f6e", true},
        {"tags that leave it what it is", "d9d9f7 d9d9f7 a1 d9d9f7 65 7374617465 d7 62 4f6e", true},
        {"a tag in four bytes", "da 0000d9f7 a1 65 7374617465 63 6f6666", false},
        {"a member twice", "a2 65 7374617465 62 6f6e 65 7374617465 62 6f6e", {}},
        {"a tag that makes a date of it", "a1 65 7374617465 c0 62 6f6e", {}},
        {"an empty map", "a0", {}},
        {"another member", "a2 65 7374617465 62 6f6e 61 78 01", {}},
        {"a byte string for the state", "a1 65 7374617465 42 6f6e", {}},
        {"true for the state", "a1 65 7374617465 f5", {}},
        {"an integer as key", "a1 01 62 6f6e", {}},
        {"a text alone", "62 6f6e", {}},
        {"an array", "81 62 6f6e", {}},
        {"cut short", "a1 65 7374617465 62 6f", {}},
        {"more behind it", "a1 65 7374617465 62 6f6e 00", {}},
        {"reserved additional information", "bc", {}},
        {"a length beyond the body", "a1 7b ffffffffffffffff 7374617465", {}},
        {"a map with 2^64 - 1 members", "bb ffffffffffffffff", {}},
        {"a map with 2^64 - 2 members", "bb fffffffffffffffe", {}},
        {"an array of 2^64 - 2", "9b fffffffffffffffe", {}},
        {"such a map within", "a1 65 7374617465 bb fffffffffffffffe", {}},
        {"such an array within", "a1 65 7374617465 9b fffffffffffffffe", {}},
        {"nothing", "", {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto state = parsed(from_hex(row.hex), 60);
        CHECK(state.has_value() == row.on.has_value());
        if (state && row.on) CHECK(*state == LedPattern{Steady{*row.on}});
        if (!state) CHECK(state.error() == Errc::bad_body);
    }
}

TEST_CASE("bodies that name none, and what is said of them")
{
    const std::string help =
        R"(: send {"state":"on"}, {"state":"off"} or {"state":"blink"}, or the text on, off or blink)";
    struct Row {
        std::optional<std::uint16_t> format;
        std::string body;
        std::string complaint;
    };
    const Row rows[] = {
        {50, "", "the body cannot be parsed"},
        {50, "{", "the body cannot be parsed"},
        {50, R"({"state":"on"}})", "the body cannot be parsed"},
        {50, R"({"state":"on"} x)", "the body cannot be parsed"},
        {50, R"({'state':'on'})", "the body cannot be parsed"},
        {50, R"({"state":on})", "the body cannot be parsed"},
        {50, "{\"state\":\"\xff\"}", "the body cannot be parsed"},
        {50, R"({"state":1e999})", "the body cannot be parsed"},
        {50, R"({"state":"on","state":"on"})", "a member is given twice"},
        {50, R"({"state":"on","\u0073tate":"off"})", "a member is given twice"},
        {50, "\xef\xbb\xbf\xef\xbb\xbf{\"state\":\"on\"}", "the body cannot be parsed"},
        {50, "on", "the body cannot be parsed"},
        {50, repeated("[", 256), "the body cannot be parsed"},
        {50, repeated("[", 128) + repeated("]", 128), "the body is not an object"},
        {50, repeated(R"({"state":)", 25) + "1" + repeated("}", 25), R"("state" is not a string)"},
        {50, "\"on\"", "the body is not an object"},
        {50, R"(["on"])", "the body is not an object"},
        {50, "null", "the body is not an object"},
        {50, "true", "the body is not an object"},
        {50, "{}", "no \"state\""},
        {50, R"({"State":"on"})", "no \"state\""},
        {50, R"({"state":true})", "\"state\" is not a string"},
        {50, R"({"state":1})", "\"state\" is not a string"},
        {50, R"({"state":null})", "\"state\" is not a string"},
        {50, R"({"state":["on"]})", "\"state\" is not a string"},
        {50, R"({"state":"toggle"})", "unknown state"},
        {50, R"({"state":""})", "unknown state"},
        {50, R"({"state":" on"})", "unknown state"},
        {50, R"({"state":"on\u0000"})", "unknown state"},
        {50, std::string{"{\"state\":\"on\"}\0x", 17}, "a NUL byte"},
        {50, std::string{"{\"state\":\"on\"}\0", 16}, "a NUL byte"},
        {0, std::string{"on\0", 3}, "a NUL byte"},
        {0, "", "unknown state"},
        {0, "  ", "unknown state"},
        {0, "1", "unknown state"},
        {0, "on off", "unknown state"},
        {0, "onn", "unknown state"},
        {0, R"({"state":"on"})", "unknown state"},
        {no_format, "", "unknown state"},
        {no_format, "[]", "unknown state"},
        {no_format, "{on}", "the body cannot be parsed"},
        {no_format, "\xa1\x65state\x62on", "unknown state"},  // CBOR is told by its Content-Format alone
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        const auto state = parsed(to_bytes(row.body), row.format);
        REQUIRE_FALSE(state.has_value());
        CHECK(state.error() == Error{Errc::bad_body, row.complaint + help});
    }
}

TEST_CASE("formats that an LED does not take")
{
    for (const std::uint16_t format :
         std::initializer_list<std::uint16_t>{1, 40, 41, 42, 47, 51, 110, 112, 11060, 65535}) {
        CAPTURE(format);
        const auto state = parsed(to_bytes("on"), format);
        REQUIRE_FALSE(state.has_value());
        CHECK(state.error() ==
              Error{Errc::unsupported_format, "an LED accepts the formats 50 (JSON), 60 (CBOR) and 0 (text)"});
    }
}

TEST_CASE("CBOR nested as deep as the largest body allows is refused, not followed into the ground")
{
    struct Row {
        std::string what;
        std::uint8_t byte;
    };
    const Row rows[] = {{"arrays", 0x81}, {"arrays of indefinite length", 0x9f}, {"maps", 0xbf}, {"tags", 0xc1}};
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto state = parsed(Bytes(256, row.byte), 60);
        REQUIRE_FALSE(state.has_value());
        CHECK(state.error() == Errc::bad_body);
    }
}
