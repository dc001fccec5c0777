// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

std::string put(std::string_view fields, std::string_view body)
{
    return "PUT /x HTTP/1.1\r\nHost: pi\r\n" + std::string{fields} + "\r\n" + std::string{body};
}

std::string of_length(std::size_t length)
{
    return "Content-Length: " + std::to_string(length) + "\r\n";
}

std::string chunk(std::string_view bytes)
{
    std::string text = "3e8\r\n";
    text.append(bytes).append("\r\n");
    return text;
}

}  // namespace

TEST_CASE("bodies, whole and in pieces")
{
    HttpBench bench;
    auto client = bench.client();
    CHECK(body_of(bench.exchange(client, put(of_length(5), "hello"))) == "PUT /x  hello");
    CHECK(bench.exchange(client, put(of_length(10), "hello")).empty());
    CHECK(body_of(bench.exchange(client, "world")) == "PUT /x  helloworld");
    CHECK(body_of(bench.exchange(client, put("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"))) ==
          "PUT /x  abcde");
}

TEST_CASE("a POST without a body needs no Content-Length")
{
    HttpBench bench;
    auto client = bench.client();
    CHECK(body_of(bench.exchange(client, "POST /x HTTP/1.1\r\nHost: pi\r\n\r\n")) == "POST /x  ");
    CHECK_FALSE(client.is_closed());
}

TEST_CASE("the largest body is read, and one byte more is refused before it is sent")
{
    HttpBench bench;
    bench.handler.largest = 100'000;
    auto client = bench.client();
    const std::string body(100'000, 'x');
    client.send(put(of_length(body.size()), body));
    bench.turn();
    CHECK(status_line(client.receive()) == "HTTP/1.1 200 OK");
    CHECK(bench.handler.last->body.size() == body.size());

    for (const std::string_view length : {"100001", "104857600", "18446744073709551615", "99999999999999999999"}) {
        auto greedy = bench.client();
        const auto answer = bench.exchange(greedy, put("Content-Length: " + std::string{length} + "\r\n", ""));
        CHECK(status_line(answer).starts_with("HTTP/1.1 413 "));
        CHECK(greedy.is_closed());
    }
    CHECK(bench.handler.calls == 1);
}

TEST_CASE("a chunked body over the limit: the connection is closed")
{
    HttpBench bench;
    const std::string thousand(1000, 'x');
    auto fitting = bench.client();
    CHECK(status_line(bench.exchange(fitting, put("Transfer-Encoding: chunked\r\n", chunk(thousand) + "0\r\n\r\n"))) ==
          "HTTP/1.1 200 OK");
    auto greedy = bench.client();
    CHECK(
        bench.exchange(greedy, put("Transfer-Encoding: chunked\r\n", chunk(thousand) + "1\r\nx\r\n0\r\n\r\n")).empty());
    CHECK(greedy.is_closed());
    CHECK(bench.handler.calls == 1);
    CHECK(bench.server->figures().refused_requests == 1);
    CHECK(bench.server->figures().connections == 0);
}

TEST_CASE("100 MB are neither read nor kept")
{
    HttpBench bench;
    for (const auto* const fields : {"Transfer-Encoding: chunked\r\n", "Content-Length: 104857600\r\n"}) {
        auto client = bench.client();
        client.send(put(fields, ""));
        std::size_t taken = 0;
        const auto piece = chunk(std::string(1000, 'x'));
        while (taken < 100'000'000 && client.send(piece)) {
            taken += piece.size();
            bench.turn();
        }
        client.receive();
        CHECK(client.is_closed());
        CHECK(taken < 1'000'000);
    }
    CHECK(bench.handler.calls == 0);
    CHECK(status_line(bench.exchange(get("/x"))) == "HTTP/1.1 200 OK");
}

TEST_CASE("Expect: 100-continue")
{
    HttpBench bench;
    auto client = bench.client();
    CHECK(status_line(bench.exchange(client, put("Expect: 100-continue\r\n" + of_length(5), ""))) ==
          "HTTP/1.1 100 Continue");
    CHECK(body_of(bench.exchange(client, "hello")) == "PUT /x  hello");
    auto greedy = bench.client();
    const auto answer = bench.exchange(greedy, put("Expect: 100-continue\r\n" + of_length(1001), ""));
    CHECK(status_line(answer).starts_with("HTTP/1.1 413 "));
}
