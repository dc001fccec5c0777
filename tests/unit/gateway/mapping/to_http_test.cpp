// SPDX-License-Identifier: MIT
#include "gateway/mapping/to_http.hpp"
#include "gateway/mapping/answer_text.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

RequestFacts asked_by(Method method)
{
    return {.device = "pi", .path = {"leds", "led"}, .method = method};
}

HttpResponse answer_to(const IncomingResponse& response, const RequestFacts& facts = asked_by(Method::get),
                       std::uint32_t age = 0)
{
    return to_http(std::make_shared<const IncomingResponse>(response), facts, age);
}

IncomingResponse reading()
{
    return {.code = code_number(2, 5), .content_format = 50, .payload = to_bytes("{\"value\":21.5}")};
}

}  // namespace

TEST_CASE("a reading is 200 with its type, ETag and age")
{
    auto response = reading();
    response.etag = Bytes{0x0a, 0x1b};
    response.max_age = 5;
    const auto answer = answer_to(response, asked_by(Method::get), 3);
    CHECK(answer.status == 200);
    CHECK(body_of(answer) == "{\"value\":21.5}");
    const HttpFields fields{{"x-content-type-options", "nosniff"},
                            {"etag", "\"0a1b\""},
                            {"cache-control", "max-age=5"},
                            {"age", "3"},
                            {"vary", "accept"},
                            {"content-type", "application/json"}};
    CHECK(answer.fields == fields);
}

TEST_CASE("Max-Age is 60 where the node does not say it, and may be 0")
{
    auto response = reading();
    CHECK(field_of(answer_to(response), "cache-control") == "max-age=60");
    CHECK(field_of(answer_to(response), "age") == "0");
    CHECK(field_of(answer_to(response), "etag").empty());
    response.max_age = 0;
    CHECK(field_of(answer_to(response), "cache-control") == "max-age=0");
    auto facts = asked_by(Method::get);
    facts.is_private = true;
    CHECK(field_of(answer_to(response, facts), "cache-control") == "private, max-age=0");
}

TEST_CASE("the payload is shared, not copied")
{
    const auto response = std::make_shared<const IncomingResponse>(reading());
    const auto answer = to_http(response, asked_by(Method::get));
    CHECK(answer.body.get() == &response->payload);
    CHECK(response.use_count() == 2);
}

TEST_CASE("content formats become media types")
{
    struct Row {
        std::optional<std::uint16_t> format;
        std::string payload;
        std::string type;
    };
    const std::vector<Row> rows{
        {0, "21.5", "text/plain;charset=utf-8"},
        {40, "</t>", "application/link-format"},
        {42, "\xff", "application/octet-stream"},
        {60, "\xa0", "application/cbor"},
        {110, "[]", "application/senml+json"},
        {65000, "x", "application/coap-payload;cf=65000"},
        {std::nullopt, "21.5", "text/plain;charset=utf-8"},
        {std::nullopt, "\xff\xfe", "application/octet-stream"},
        {std::nullopt, std::string(1, '\0'), "application/octet-stream"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.type);
        const auto answer =
            answer_to({.code = code_number(2, 5), .content_format = row.format, .payload = to_bytes(row.payload)});
        CHECK(field_of(answer, "content-type") == row.type);
        CHECK(field_of(answer, "x-content-type-options") == "nosniff");
        CHECK(body_of(answer) == row.payload);
        CHECK(field_of(answer, "content-security-policy").empty());
    }
}

TEST_CASE("nothing of a node runs as a page of the gateway")
{
    for (const std::uint16_t format : std::vector<std::uint16_t>{41, 310, 10002, 30000}) {
        CAPTURE(format);
        const auto answer =
            answer_to({.code = code_number(2, 5), .content_format = format, .payload = to_bytes("<svg/>")});
        CHECK(field_of(answer, "content-security-policy") == "default-src 'none'; sandbox");
    }
}

TEST_CASE("a change is 200 with what the node says, else 204")
{
    struct Row {
        std::uint8_t code;
        std::string payload;
        std::uint16_t status;
    };
    const std::vector<Row> rows{
        {code_number(2, 1), "", 201},   {code_number(2, 1), "{}", 201},  {code_number(2, 2), "", 204},
        {code_number(2, 2), "{}", 200}, {code_number(2, 4), "", 204},    {code_number(2, 4), "{}", 200},
        {code_number(2, 30), "", 204},  {code_number(2, 30), "{}", 200},
    };
    for (const auto& row : rows) {
        CAPTURE(code_text(row.code));
        CAPTURE(row.payload);
        const auto answer =
            answer_to({.code = row.code, .content_format = 50, .etag = Bytes{1}, .payload = to_bytes(row.payload)},
                      asked_by(Method::put));
        CHECK(answer.status == row.status);
        CHECK(body_of(answer) == row.payload);
        CHECK(field_of(answer, "content-type") == (row.payload.empty() ? "" : "application/json"));
        CHECK(field_of(answer, "cache-control") == "no-store");
        CHECK(field_of(answer, "etag").empty());
        CHECK(field_of(answer, "location").empty());
    }
}

TEST_CASE("an empty reading is 200 with nothing in it")
{
    const auto answer = answer_to({.code = code_number(2, 5), .content_format = 0});
    CHECK(answer.status == 200);
    CHECK(body_of(answer).empty());
}

TEST_CASE("what was created has its place below the node")
{
    struct Row {
        std::vector<std::string> path;
        std::vector<std::string> query;
        std::string location;
    };
    const std::vector<Row> rows{
        {{"rd", "a b"}, {}, "/devices/pi/rd/a%20b"}, {{"rd"}, {"k=v"}, "/devices/pi/rd?k=v"},
        {{}, {"k=v"}, "/devices/pi/leds/led?k=v"},   {{}, {}, ""},
        {{"..", "..", "metrics"}, {}, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.location);
        const auto answer =
            answer_to({.code = code_number(2, 1), .location_path = row.path, .location_query = row.query},
                      asked_by(Method::post));
        CHECK(answer.status == 201);
        CHECK(field_of(answer, "location") == row.location);
    }
    const auto changed = answer_to({.code = code_number(2, 4), .location_path = {"a"}}, asked_by(Method::post));
    CHECK(field_of(changed, "location").empty());
}
