// SPDX-License-Identifier: MIT
#include "gateway/mapping/media_type.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("media types and ranges are read in any case, with their parameters")
{
    struct Row {
        std::string_view text;
        MediaType type;
    };
    const std::vector<Row> rows{
        {"application/json", {"application/json"}},
        {" Application/JSON ", {"application/json"}},
        {"text/plain;charset=UTF-8", {"text/plain", {{"charset", "UTF-8"}}}},
        {"text/plain ; Charset=\"utf-8\"", {"text/plain", {{"charset", "utf-8"}}}},
        {"text/plain;;a=1;", {"text/plain", {{"a", "1"}}}},
        {"a/b;x=\"1;2\";y=3", {"a/b", {{"x", "1;2"}, {"y", "3"}}}},
        {"*/*", {"*/*"}},
        {"text/*;q=0.5", {"text/*", {{"q", "0.5"}}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_media_type(row.text) == row.type);
    }
}

TEST_CASE("what is no media type")
{
    for (const auto* text :
         {"", ";", "json", "/json", "text/", "text/a/b", "te xt/plain", "*/json", "text/plain;charset",
          "text/plain;=utf-8", "text/plain;charset=", "text/plain;charset=a b", "text/plain;a=\"b"}) {
        CAPTURE(text);
        CHECK(parse_media_type(text) == std::nullopt);
    }
}

TEST_CASE("parameters behind the eighth are left out")
{
    std::string text = "a/b";
    for (std::size_t i = 0; i < MediaType::most_parameters; ++i)
        text += ";x=1";
    REQUIRE(parse_media_type(text));
    CHECK(parse_media_type(text)->parameters.size() == MediaType::most_parameters);
    CHECK(parse_media_type(text + ";y=2") == parse_media_type(text));
}
