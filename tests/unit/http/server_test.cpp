// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a GET is answered, and the connection stays")
{
    HttpBench bench;
    auto client = bench.client();
    for (int i = 0; i < 3; ++i) {
        const auto answer = bench.exchange(client, get("/devices/pi?a=b+c&d"));
        CHECK(status_line(answer) == "HTTP/1.1 200 OK");
        CHECK(holds(answer, "content-type: text/plain\r\n"));
        CHECK(body_of(answer) == "GET /devices/pi a=b+c&d ");
    }
    CHECK_FALSE(client.is_closed());
    CHECK(bench.handler.last->client.port != 0);
    CHECK(is_ipv4(bench.handler.last->client.address));
    CHECK_FALSE(bench.handler.last->is_secure);
    CHECK(bench.server->figures().requests == 3);
    CHECK(bench.server->figures().connections == 1);
    CHECK(bench.loop.turn() == false);
}

TEST_CASE("path and query come raw, field names in lower case and values without blanks around them")
{
    HttpBench bench;
    bench.exchange(get("/a%2Fb/..%2f%00c;d?x=%20+&y=%3D?z", "X-Thing:  one  \r\nx-thing:two\r\nEmpty:\r\n"));
    REQUIRE(bench.handler.last);
    const auto& request = *bench.handler.last;
    CHECK(request.path == "/a%2Fb/..%2f%00c;d");
    CHECK(request.query == "x=%20+&y=%3D?z");
    CHECK(request.fields == HttpFields{{"host", "pi"}, {"x-thing", "one"}, {"x-thing", "two"}, {"empty", ""}});
}

TEST_CASE("pipelined requests are answered in their order")
{
    HttpBench bench;
    auto client = bench.client();
    const auto answer = bench.exchange(client, get("/1") + get("/2") + get("/3"));
    const auto first = answer.find("GET /1");
    const auto second = answer.find("GET /2");
    const auto third = answer.find("GET /3");
    CHECK(first < second);
    CHECK(second < third);
    CHECK(third != std::string::npos);
}

TEST_CASE("an answer to HEAD has the fields of a GET and no body")
{
    HttpBench bench;
    auto client = bench.client();
    const auto answer = bench.exchange(client, "HEAD /x HTTP/1.1\r\nHost: pi\r\n\r\n");
    CHECK(holds(answer, "Content-Length: 9\r\n"));
    CHECK(holds(answer, "content-type: text/plain\r\n"));
    CHECK(body_of(answer).empty());
    CHECK(body_of(bench.exchange(client, get("/y"))) == "GET /y  ");
}

TEST_CASE("204 and 304 have neither body nor Content-Length")
{
    HttpBench bench;
    for (const auto status : {std::uint16_t{204}, std::uint16_t{304}}) {
        bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
            reply.send({status, {{"etag", "\"1\""}}, nullptr});
            return nullptr;
        };
        const auto answer = bench.exchange(get("/x"));
        CHECK(holds(status_line(answer), std::to_string(status)));
        CHECK(holds(answer, "etag: \"1\"\r\n"));
        CHECK_FALSE(holds(answer, "Content-Length"));
        CHECK_FALSE(holds(answer, "Transfer-Encoding"));
        CHECK(body_of(answer).empty());
    }
}

TEST_CASE("a 304 with the body that a 200 has tells its length, and the connection stays")
{
    HttpBench bench;
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send(text_response("as it was", 304));
        return nullptr;
    };
    auto client = bench.client();
    const auto answer = bench.exchange(client, get("/x"));
    CHECK(holds(answer, "Content-Length: 9\r\n"));
    CHECK(body_of(answer).empty());
    CHECK(status_line(bench.exchange(client, get("/x"))) == "HTTP/1.1 304 Not Modified");
}

TEST_CASE("targets: absolute, of OPTIONS, and what is none")
{
    struct Row {
        std::string request;
        std::string status;
        std::string path;
        std::string host;
    };
    const std::vector<Row> rows{
        {"GET http://other:81/path?q HTTP/1.1\r\nHost: pi\r\n\r\n", "200", "/path", "other:81"},
        {"GET HTTPS://other HTTP/1.1\r\nHost: pi\r\n\r\n", "200", "/", "other"},
        {"OPTIONS * HTTP/1.1\r\nHost: pi\r\n\r\n", "200", "*", "pi"},
        {"BREW /x HTTP/1.1\r\nHost: pi\r\n\r\n", "200", "/x", "pi"},
        {"GET * HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET http:///x HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET http://a@b/x HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"CONNECT other:443 HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET x HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET /\xc3\xa4 HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET /x#y HTTP/1.1\r\nHost: pi\r\n\r\n", "400", "", ""},
        {"GET /x HTTP/2.0\r\nHost: pi\r\n\r\n", "505", "", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.request);
        HttpBench bench;
        const auto answer = bench.exchange(row.request);
        CHECK(holds(status_line(answer), row.status));
        CHECK(bench.handler.last.has_value() == (row.status == "200"));
        if (!bench.handler.last) continue;
        CHECK(bench.handler.last->path == row.path);
        CHECK(*find_field(bench.handler.last->fields, "host") == row.host);
    }
}

TEST_CASE("HTTP/1.0 is served, and its connection closed unless it asks to keep it")
{
    HttpBench bench;
    auto client = bench.client();
    CHECK(status_line(bench.exchange(client, "GET /x HTTP/1.0\r\nHost: pi\r\n\r\n")) == "HTTP/1.1 200 OK");
    CHECK(client.is_closed());
    auto keeping = bench.client();
    bench.exchange(keeping, "GET /x HTTP/1.0\r\nHost: pi\r\nConnection: keep-alive\r\n\r\n");
    CHECK_FALSE(keeping.is_closed());
}

TEST_CASE("a request is logged at debug alone, without query and fields")
{
    HttpBench bench;
    bench.exchange(get("/secret/path?token=abc", "Authorization: Bearer def\r\n"));
    const auto log = bench.log.take();
    CHECK(holds(log, "debug: http: GET /secret/path 200 to 127.0.0.1"));
    CHECK_FALSE(holds(log, "abc"));
    CHECK_FALSE(holds(log, "def"));
    bench.exchange("GET /x?token=abc HTTP/1.1\r\n Host: pi\r\n\r\n");
    CHECK_FALSE(holds(bench.log.take(), "abc"));
}
