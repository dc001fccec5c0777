// SPDX-License-Identifier: MIT
#include "gateway/mapping/accept.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr auto browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

Accept accept_of(std::string_view text)
{
    return Accept{HttpFields{{"accept", std::string{text}}}};
}

}  // namespace

TEST_CASE("the range that says most about a type has its quality")
{
    struct Row {
        std::string_view accept;
        std::string_view type;
        unsigned quality;
    };
    const std::vector<Row> rows{
        {"application/json", "application/json", 1000},
        {"application/json", "text/csv", 0},
        {"APPLICATION/JSON;Q=0.5", "application/json", 500},
        {"application/*;q=0.2, application/json", "application/json", 1000},
        {"application/json;q=0.1, application/*, */*", "application/json", 100},
        {"*/*;q=0.1, text/*;q=0.7", "text/csv", 700},
        {"*/*;q=0.1, text/*;q=0.7", "image/png", 100},
        {"text/*", "texture/a", 0},
        {"text/csv;q=0, */*", "text/csv", 0},
        {"text/csv;q=0.2, text/csv;q=0.6", "text/csv", 600},
        {"text/csv;header=present;q=0.4", "text/csv", 400},
        {browser, "application/json", 800},
        {browser, "application/xml", 900},
        {"a/b;q=0.123", "a/b", 123},
        {"a/b;q=1.000", "a/b", 1000},
        {"a/b;q=0.", "a/b", 0},
        {"a/b;q=0.5;ext=1", "a/b", 500},
    };
    for (const auto& row : rows) {
        CAPTURE(row.accept);
        CAPTURE(row.type);
        CHECK(accept_of(row.accept).quality_of(row.type) == row.quality);
    }
}

TEST_CASE("ranges that cannot be read are passed over")
{
    for (const auto* text : {"", " , ,", "json", "a/b;q=2", "a/b;q=-1", "a/b;q=1.001", "a/b;q=0.1234", "a/b;q=.5",
                             "a/b;q=0,5x", "a/b;q=0x1", "a/b;q"}) {
        CAPTURE(text);
        CHECK(accept_of(text).quality_of("a/b") != 500);
    }
    CHECK(accept_of("json").takes_anything());
    CHECK(accept_of("").takes_anything());
    CHECK(Accept{HttpFields{}}.takes_anything());
    CHECK(Accept{HttpFields{}}.quality_of("a/b") == 1000);
    CHECK(accept_of("nonsense, a/b").quality_of("a/b") == 1000);
    CHECK(accept_of("nonsense, a/b").quality_of("c/d") == 0);
    const HttpFields twice{{"accept", "a/b;q=0.3"}, {"accept", "c/d"}};
    CHECK(Accept{twice}.quality_of("a/b") == 300);
    CHECK(Accept{twice}.quality_of("c/d") == 1000);
}

TEST_CASE("ranges behind the thirty-second are passed over")
{
    std::string text;
    for (std::size_t i = 1; i < Accept::most_ranges; ++i)
        text += "a/b,";
    CHECK(accept_of(text + "c/d").quality_of("c/d") == 1000);
    CHECK(accept_of(text + "a/b,c/d").quality_of("c/d") == 0);
}

TEST_CASE("content formats are wanted under each of their names")
{
    struct Row {
        std::string_view accept;
        std::uint16_t format;
        unsigned quality;
        bool is_named;
    };
    const std::vector<Row> rows{
        {"application/json;q=0.3", 50, 300, true},
        {"application/coap-payload;cf=50;q=0.4", 50, 400, true},
        {"application/coap-payload;cf=65000", 65000, 1000, true},
        {"application/coap-payload;cf=65000", 65001, 0, false},
        {"application/*", 60, 1000, false},
        {"application/*", 0, 0, false},
        {"text/plain", 0, 1000, true},
        {"text/plain;charset=utf-8", 0, 1000, true},
        {"text/plain;charset=iso-8859-1", 0, 0, false},
        {"*/*;q=0.1", 112, 100, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.accept);
        CHECK(accept_of(row.accept).quality_of(row.format) == row.quality);
        CHECK(accept_of(row.accept).names(row.format) == row.is_named);
    }
}

TEST_CASE("events and CSV are given to those that ask for them")
{
    struct Row {
        std::string_view accept;
        bool asks;
    };
    const std::vector<Row> rows{
        {"text/event-stream", true},
        {"text/event-stream, */*;q=0.1", true},
        {"Text/Event-Stream, application/json", true},
        {"text/event-stream;q=0.5, application/json", false},
        {"text/event-stream;q=0", false},
        {"text/*", false},
        {"*/*", false},
        {"", false},
        {browser, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.accept);
        CHECK(accept_of(row.accept).asks_for("text/event-stream") == row.asks);
    }
    CHECK(!Accept{HttpFields{}}.asks_for("text/csv"));
}
