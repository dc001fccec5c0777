// SPDX-License-Identifier: MIT
#include "gateway/mapping/to_coap.hpp"
#include "gateway/mapping/answer_text.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

NodeTarget led_target()
{
    return {"pi", true, {"leds", "led"}, {}};
}

OrProblem<ForwardedRequest> forwarded(const std::string& method, HttpFields fields = {}, std::string_view body = "",
                                      NodeTarget target = led_target())
{
    HttpRequest request;
    request.method = method;
    request.fields = std::move(fields);
    request.body = to_bytes(body);
    return to_coap(request, std::move(target), {});
}

}  // namespace

TEST_CASE("methods have counterparts")
{
    const std::vector<std::pair<std::string, Method>> rows{
        {"GET", Method::get},   {"HEAD", Method::get},       {"PUT", Method::put},
        {"POST", Method::post}, {"DELETE", Method::delete_}, {"PATCH", Method::patch},
    };
    for (const auto& [name, method] : rows) {
        CAPTURE(name);
        const auto asked = forwarded(name);
        REQUIRE(asked);
        CHECK(asked->coap.method == method);
        CHECK(asked->coap.path == std::vector<std::string>{"leds", "led"});
        CHECK(asked->coap.query.empty());
        CHECK(asked->coap.payload.empty());
        CHECK(!asked->coap.accept);
        CHECK(!asked->coap.if_none_match);
        CHECK(asked->facts == RequestFacts{.device = "pi", .path = {"leds", "led"}, .method = method});
        CHECK(asked->oldest == std::nullopt);
    }
}

TEST_CASE("other methods are refused with those that there are")
{
    const std::vector<std::pair<std::string, std::uint16_t>> rows{
        {"TRACE", 405}, {"CONNECT", 405}, {"OPTIONS", 405}, {"PROPFIND", 501}, {"FETCH", 501}, {"get", 501}, {"", 501},
    };
    for (const auto& [name, status] : rows) {
        CAPTURE(name);
        const auto asked = forwarded(name);
        REQUIRE(!asked);
        CHECK(asked.error().status == status);
        CHECK(field_of(asked.error(), "allow") == forwarded_methods);
    }
}

TEST_CASE("path and query become options")
{
    const auto asked = forwarded("GET", {}, "", {"pi", true, {"a/b"}, {"c.gt=25", "x"}});
    REQUIRE(asked);
    CHECK(asked->coap.path == std::vector<std::string>{"a/b"});
    CHECK(asked->coap.query == std::vector<std::string>{"c.gt=25", "x"});
    CHECK(asked->coap.host.empty());
}

TEST_CASE("a body goes along with its content format")
{
    struct Row {
        HttpFields fields;
        std::optional<std::uint16_t> format;
    };
    const std::vector<Row> rows{
        {{{"content-type", "application/json"}}, 50},
        {{{"content-type", "Application/Json; charset=UTF-8"}}, 50},
        {{{"content-type", "text/plain"}}, 0},
        {{{"content-type", "application/cbor"}}, 60},
        {{{"content-type", "application/coap-payload;cf=65000"}}, 65000},
        {{{"content-type", "application/json"}, {"content-encoding", "Identity"}}, 50},
        {{}, std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.fields.empty() ? "" : row.fields.front().value);
        for (const std::string method : {"PUT", "POST", "PATCH"}) {
            const auto asked = forwarded(method, row.fields, "on");
            REQUIRE(asked);
            CHECK(asked->coap.payload == to_bytes("on"));
            CHECK(asked->coap.content_format == row.format);
        }
    }
    const auto without = forwarded("POST", {{"content-type", "text/html"}});
    REQUIRE(without);
    CHECK(without->coap.content_format == std::nullopt);
}

TEST_CASE("bodies that cannot be sent are refused")
{
    struct Row {
        std::string method;
        HttpFields fields;
        std::uint16_t status;
    };
    const HttpField json{"content-type", "application/json"};
    const std::vector<Row> rows{
        {"GET", {}, 400},
        {"HEAD", {}, 400},
        {"DELETE", {json}, 400},
        {"PUT", {{"content-type", "text/html"}}, 415},
        {"PUT", {{"content-type", "application/json;charset=utf-16"}}, 415},
        {"PUT", {{"content-type", "application/x-www-form-urlencoded"}}, 415},
        {"PUT", {{"content-type", "nonsense"}}, 400},
        {"PUT", {{"content-type", ""}}, 400},
        {"PUT", {json, json}, 400},
        {"PUT", {json, {"content-encoding", "gzip"}}, 415},
        {"PUT", {json, {"content-encoding", "identity, gzip"}}, 415},
        {"PUT", {json, {"content-range", "bytes 0-1/2"}}, 400},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.fields.empty() ? "" : row.fields.back().value);
        const auto asked = forwarded(row.method, row.fields, "on");
        REQUIRE(!asked);
        CHECK(asked.error().status == row.status);
    }
    const auto gzip = forwarded("PUT", {json, {"content-encoding", "gzip"}}, "on");
    CHECK(field_of(gzip.error(), "accept-encoding") == "identity");
    const auto form = forwarded("PUT", {{"content-type", "application/x-www-form-urlencoded"}}, "on");
    CHECK(body_of(form.error()).find("application/json") != std::string::npos);
}

TEST_CASE("Accept chooses the format, but does not stop a change")
{
    HttpRequest request;
    request.method = "GET";
    request.fields = {{"accept", "text/html, application/cbor;q=0.5"}};
    const std::vector<std::uint16_t> offered{50, 60};
    const auto asked = to_coap(request, led_target(), offered);
    REQUIRE(asked);
    CHECK(asked->coap.accept == 60);

    request.fields = {{"accept", "text/html"}};
    const auto refused = to_coap(request, led_target(), offered);
    REQUIRE(!refused);
    CHECK(refused.error().status == 406);

    request.method = "PUT";
    const auto changing = to_coap(request, led_target(), offered);
    REQUIRE(changing);
    CHECK(changing->coap.accept == std::nullopt);
}

TEST_CASE("an answer to a request with a token is private")
{
    CHECK(forwarded("GET", {{"authorization", "Bearer x"}})->facts.is_private);
    CHECK(forwarded("GET", {{"x-coapnode-token", "x"}})->facts.is_private);
    CHECK(!forwarded("GET", {{"cookie", "x"}})->facts.is_private);
}

TEST_CASE("what a client says about caches is handed on")
{
    CHECK(forwarded("GET", {{"cache-control", "no-cache"}})->oldest == 0);
    CHECK(forwarded("GET", {{"cache-control", "max-age=9"}})->oldest == 9);
}

TEST_CASE("it is known whether a node can refuse an option of the client")
{
    CHECK(!forwarded("GET")->facts.has_client_option);
    CHECK(forwarded("GET", {}, "", {"pi", true, {"t"}, {"a"}})->facts.has_client_option);
    CHECK(forwarded("GET", {{"accept", "application/json"}})->facts.has_client_option);
    CHECK(forwarded("PUT", {{"if-match", "*"}})->facts.has_client_option);
    CHECK(forwarded("PUT", {{"if-none-match", "*"}})->facts.has_client_option);
    CHECK(!forwarded("GET", {{"if-none-match", R"("0a")"}})->facts.has_client_option);
}
