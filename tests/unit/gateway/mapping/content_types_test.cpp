// SPDX-License-Identifier: MIT
#include "gateway/mapping/content_types.hpp"

#include "coapnode/rest/registries.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

std::optional<std::uint16_t> number_of(std::string_view text)
{
    const auto type = parse_media_type(text);
    REQUIRE(type);
    return content_format_of(*type);
}

}  // namespace

TEST_CASE("media types have numbers in CoAP")
{
    struct Row {
        std::string_view text;
        std::optional<std::uint16_t> format;
    };
    const std::vector<Row> rows{
        {"text/plain", 0},
        {"text/plain;charset=utf-8", 0},
        {"Text/Plain; Charset=\"UTF-8\"", 0},
        {"text/plain;charset=us-ascii", 0},
        {"text/plain;charset=iso-8859-1", std::nullopt},
        {"application/link-format", 40},
        {"application/octet-stream", 42},
        {"application/exi", 47},
        {"application/json", 50},
        {"application/json;charset=utf-8", 50},
        {"application/json;charset=utf-16", std::nullopt},
        {"application/json-patch+json", 51},
        {"application/merge-patch+json", 52},
        {"application/cbor", 60},
        {"application/senml+json", 110},
        {"application/senml+cbor", 112},
        {"application/coap-payload;cf=0", 0},
        {"application/coap-payload;cf=50", 50},
        {"application/coap-payload;cf=\"65000\"", 65000},
        {"application/coap-payload;cf=65535", 65535},
        {"application/coap-payload;cf=65536", std::nullopt},
        {"application/coap-payload;cf=-1", std::nullopt},
        {"application/coap-payload;cf=x", std::nullopt},
        {"application/coap-payload", std::nullopt},
        {"application/x-www-form-urlencoded", std::nullopt},
        {"text/html", std::nullopt},
        {"text/*", std::nullopt},
        {"*/*", std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(number_of(row.text) == row.format);
    }
}

TEST_CASE("every content format has a media type, and back")
{
    for (const auto& row : content_formats()) {
        CAPTURE(row.number);
        const auto type = content_type_of(row.number);
        CHECK(type.starts_with(row.media_type));
        CHECK(number_of(type) == row.number);
    }
    CHECK(content_type_of(0) == "text/plain;charset=utf-8");
    CHECK(content_type_of(50) == "application/json");
    CHECK(content_type_of(65000) == "application/coap-payload;cf=65000");
    CHECK(number_of("application/coap-payload;cf=65000") == 65000);
}
