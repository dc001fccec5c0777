// SPDX-License-Identifier: MIT
#include "gateway/mapping/choose_format.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr int refused = -1;
constexpr int none = -2;

struct FormatRow {
    std::string_view accept;
    std::vector<std::uint16_t> offered;
    int format;
};

int chosen(const FormatRow& row)
{
    const Accept accept{HttpFields{{"accept", std::string{row.accept}}}};
    const auto format = choose_format(accept, row.offered);
    if (!format) return format.error() == Errc::not_acceptable ? refused : -3;
    return *format ? int{**format} : none;
}

const std::vector<FormatRow> rows{
    // The node says what it has.
    {"application/json", {50, 60, 0}, 50},
    {"application/cbor", {50, 60, 0}, 60},
    {"text/plain", {50, 60, 0}, 0},
    {"application/json;q=0.5, application/cbor", {50, 60}, 60},
    {"application/json, application/cbor", {60, 50}, 60},
    {"application/*", {0, 60, 50}, 60},
    {"application/coap-payload;cf=65000", {50, 65000}, 65000},
    {"*/*", {50, 60}, none},
    {"application/json, text/plain, */*", {50, 60}, 50},
    {"text/html, application/xml;q=0.9, */*;q=0.8", {50, 60}, none},
    {"application/json;q=0, */*", {50, 60}, 60},
    {"application/json;q=0.1, */*;q=0.5", {50, 60}, 60},
    {"text/html", {50, 60}, refused},
    {"application/json;q=0", {50}, refused},
    {"*/*;q=0", {50}, refused},
    {"nonsense", {50}, none},
    // It does not.
    {"application/json", {}, 50},
    {"application/cbor;q=0.2, text/plain;q=0.3", {}, 0},
    {"text/plain, application/json", {}, 0},
    {"application/*", {}, 50},
    {"application/*, application/json;q=0.5", {}, 60},
    {"text/*", {}, 0},
    {"image/*", {}, 21},
    {"*/*", {}, none},
    {"text/html, application/xml;q=0.9, */*;q=0.8", {}, none},
    {"application/coap-payload;cf=65000", {}, 65000},
    {"text/html", {}, refused},
    {"text/html, application/json;q=0", {}, refused},
};

}  // namespace

TEST_CASE("Accept becomes the one format that is liked best")
{
    for (const auto& row : rows) {
        CAPTURE(row.accept);
        CAPTURE(row.offered.size());
        CHECK(chosen(row) == row.format);
    }
    CHECK(choose_format(Accept{HttpFields{}}, std::vector<std::uint16_t>{50}) == std::nullopt);
}

TEST_CASE("a refusal says what there is")
{
    const Accept accept{HttpFields{{"accept", "text/html"}}};
    const auto format = choose_format(accept, std::vector<std::uint16_t>{50, 0});
    REQUIRE(!format);
    CHECK(format.error().message ==
          "the resource has application/json, text/plain;charset=utf-8 but none of the media types in Accept");
}
