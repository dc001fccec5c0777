// SPDX-License-Identifier: MIT
#include "coapnode/rest/registries.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace coapnode;

TEST_CASE("content formats by name, media type and number")
{
    struct Row {
        std::string name;
        std::optional<std::uint16_t> number;
    };
    const Row rows[] = {
        {"text", 0},
        {"link", 40},
        {"xml", 41},
        {"octets", 42},
        {"json", 50},
        {"JSON", 50},
        {"cbor", 60},
        {"senml", 110},
        {"senml-cbor", 112},
        {"application/json", 50},
        {"Application/SenML+CBOR", 112},
        {"50", 50},
        {"65000", 65000},
        {"65535", 65535},
        {"65536", std::nullopt},
        {"-1", std::nullopt},
        {"50 ", std::nullopt},
        {"jsn", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CHECK(content_format_named(row.name) == row.number);
    }
}

TEST_CASE("each content format has a name of its own, which leads back to it")
{
    std::set<std::string_view> names;
    for (const auto& row : content_formats()) {
        CAPTURE(row.name);
        CHECK(names.insert(row.name).second);
        CHECK(content_format_named(row.name) == row.number);
        CHECK(content_format_named(row.media_type) == row.number);
        CHECK(name_of_content_format(row.number) == row.name);
        CHECK(shape_of_content_format(row.number) == row.shape);
    }
    CHECK(name_of_content_format(65000) == "65000");
    CHECK(shape_of_content_format(65000) == PayloadShape::octets);
}

TEST_CASE("codes with their names")
{
    struct Row {
        std::uint8_t code;
        std::string text;
    };
    const Row rows[] = {
        {code_number(2, 5), "2.05 Content"},
        {code_number(4, 4), "4.04 Not Found"},
        {code_number(4, 29), "4.29 Too Many Requests"},
        {code_number(5, 3), "5.03 Service Unavailable"},
        {code_number(4, 30), "4.30"},
        {code_number(7, 31), "7.31"},
    };
    for (const auto& row : rows)
        CHECK(code_with_name(row.code) == row.text);
    CHECK(name_of(Method::get) == "GET");
    CHECK(name_of(Method::delete_) == "DELETE");
}
