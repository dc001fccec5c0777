// SPDX-License-Identifier: MIT
#include "gateway/mapping/answer_text.hpp"
#include "gateway/mapping/to_http.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace coapnode;

namespace {

RequestFacts facts_of(Method method)
{
    return {.device = "pi", .path = {"t"}, .method = method, .has_client_option = true};
}

HttpResponse answer_of(const IncomingResponse& response, Method method = Method::get)
{
    return to_http(std::make_shared<const IncomingResponse>(response), facts_of(method));
}

}  // namespace

TEST_CASE("each error of a node has its status, for reads and changes alike")
{
    struct Row {
        unsigned code_class;
        unsigned detail;
        std::uint16_t status;
    };
    const std::vector<Row> rows{
        {2, 31, 502}, {4, 0, 400},  {4, 1, 403}, {4, 2, 400},  {4, 3, 403},  {4, 4, 404},  {4, 5, 405},
        {4, 6, 406},  {4, 8, 502},  {4, 9, 409}, {4, 12, 412}, {4, 13, 413}, {4, 15, 415}, {4, 22, 422},
        {4, 29, 429}, {4, 31, 400}, {5, 0, 500}, {5, 1, 501},  {5, 2, 502},  {5, 3, 503},  {5, 4, 504},
        {5, 5, 502},  {5, 31, 500}, {7, 1, 502}, {0, 0, 502},
    };
    for (const auto& row : rows) {
        const auto code = code_number(row.code_class, row.detail);
        CAPTURE(code_text(code));
        for (const auto method : {Method::get, Method::put}) {
            const auto answer = answer_of({.code = code, .payload = to_bytes("why")}, method);
            CHECK(answer.status == row.status);
            CHECK(body_of(answer) == "why");
            CHECK(field_of(answer, "content-type") == "text/plain;charset=utf-8");
            CHECK(field_of(answer, "x-content-type-options") == "nosniff");
            CHECK(field_of(answer, "cache-control") == "no-store");
        }
    }
}

TEST_CASE("an error without a word gets some")
{
    const auto answer = answer_of({.code = code_number(4, 4)});
    CHECK(answer.status == 404);
    CHECK(field_of(answer, "content-type") == "application/problem+json");
    CHECK(nlohmann::json::parse(body_of(answer)).at("detail") == "pi answered 4.04 Not Found");
}

TEST_CASE("a diagnostic payload is made fit to be shown")
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {"no answer at 0x44 on /dev/i2c-1", "no answer at 0x44 on /dev/i2c-1"},
        {"a\nb\tc", "a\nb\tc"},
        {"\x1b[31mred\x07", "\\x1b[31mred\\x07"},
        {std::string("a\0b", 3), "a\\x00b"},
        {"bad \xff", "bad \\xff"},
        {"<script>alert(1)</script>", "<script>alert(1)</script>"},
        {"k\xc3\xbc"
         "che",
         "k\xc3\xbc"
         "che"},
    };
    for (const auto& [payload, shown] : rows) {
        CAPTURE(shown);
        CHECK(body_of(answer_of({.code = code_number(5, 3), .payload = to_bytes(payload)})) == shown);
        CHECK(body_of(answer_of({.code = code_number(5, 3), .content_format = 0, .payload = to_bytes(payload)})) ==
              shown);
    }
}

TEST_CASE("an error in a format keeps it")
{
    const auto answer = answer_of({.code = code_number(4, 0), .content_format = 257, .payload = Bytes{0xa0}});
    CHECK(field_of(answer, "content-type") == "application/concise-problem-details+cbor");
    CHECK(body_of(answer) == "\xa0");
}

TEST_CASE("Retry-After is the Max-Age of 5.03 and 4.29, a second at least")
{
    struct Row {
        std::uint8_t code;
        std::optional<std::uint32_t> max_age;
        std::string retry_after;
    };
    const std::vector<Row> rows{
        {code_number(5, 3), 7, "7"}, {code_number(5, 3), std::nullopt, "60"},
        {code_number(5, 3), 0, "1"}, {code_number(4, 29), 9, "9"},
        {code_number(5, 0), 7, ""},  {code_number(4, 4), 7, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(code_text(row.code));
        CHECK(field_of(answer_of({.code = row.code, .max_age = row.max_age}), "retry-after") == row.retry_after);
    }
}

TEST_CASE("4.05 says what else may be tried")
{
    const std::vector<std::pair<Method, std::string>> rows{
        {Method::get, "PUT, POST, DELETE, PATCH, OPTIONS"},
        {Method::put, "GET, HEAD, POST, DELETE, PATCH, OPTIONS"},
        {Method::post, "GET, HEAD, PUT, DELETE, PATCH, OPTIONS"},
        {Method::delete_, "GET, HEAD, PUT, POST, PATCH, OPTIONS"},
        {Method::patch, "GET, HEAD, PUT, POST, DELETE, OPTIONS"},
    };
    for (const auto& [method, allow] : rows) {
        CAPTURE(allow);
        CHECK(field_of(answer_of({.code = code_number(4, 5)}, method), "allow") == allow);
    }
    CHECK(field_of(answer_of({.code = code_number(4, 4)}), "allow").empty());
}

TEST_CASE("4.02 is our fault where the client has sent no option")
{
    auto facts = facts_of(Method::get);
    const auto response = std::make_shared<const IncomingResponse>(IncomingResponse{.code = code_number(4, 2)});
    CHECK(to_http(response, facts).status == 400);
    facts.has_client_option = false;
    CHECK(to_http(response, facts).status == 500);
}
