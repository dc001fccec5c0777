// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a head that comes a byte a second is cut off")
{
    HttpBench bench;
    auto client = bench.client();
    const auto request = get("/x", "X: " + std::string(100, 'y') + "\r\n");
    std::size_t sent = 0;
    for (; sent < request.size() && !client.is_closed(); ++sent) {
        client.send(request.substr(sent, 1));
        bench.advance(1s);
        client.receive();
    }
    CHECK(client.is_closed());
    CHECK(sent < 40);
    CHECK(bench.handler.calls == 0);
    CHECK(bench.server->figures().expired == 1);
    CHECK(bench.server->figures().connections == 0);
}

TEST_CASE("deadlines: at the limit and beyond")
{
    struct Row {
        std::string sent;
        Duration deadline;
    };
    const std::vector<Row> rows{
        {"", http::head_deadline},
        {"GET /x HTTP/1.1\r\n", http::head_deadline},
        {"GET /x HTTP/1.1\r\nHost: pi\r\nX: y\r\n", http::head_deadline},
        {"PUT /x HTTP/1.1\r\nHost: pi\r\nContent-Length: 5\r\n\r\nhell", http::body_deadline},
        {"PUT /x HTTP/1.1\r\nHost: pi\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", http::body_deadline},
        {get("/x"), http::idle_deadline},
        {get("/x") + "GET", http::idle_deadline},
    };
    for (const auto& row : rows) {
        CAPTURE(row.sent);
        HttpBench bench;
        auto client = bench.client();
        bench.exchange(client, row.sent);
        bench.advance(row.deadline - 1ms);
        client.receive();
        CHECK_FALSE(client.is_closed());
        bench.advance(http::sweep_interval + 1ms);
        client.receive();
        CHECK(client.is_closed());
        CHECK(bench.server->figures().connections == 0);
        CHECK(bench.time.pending() == 0);
    }
}

TEST_CASE("a client that reads nothing of a large answer has time by its size")
{
    HttpBench bench;
    constexpr std::size_t size = 20'000'000;
    const auto body = std::make_shared<const Bytes>(Bytes(size, 'x'));
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send({200, {}, body});
        return nullptr;
    };
    TcpClient client{bench.address(), 4096};
    client.send(get("/x"));
    bench.turn();
    bench.advance(http::reply_deadline + std::chrono::seconds{size / http::least_rate} - 1s);
    CHECK(bench.server->figures().connections == 1);
    bench.advance(2s);
    CHECK(bench.server->figures().connections == 0);
    CHECK(body.use_count() == 1);
}

TEST_CASE("a connection that is used is kept")
{
    HttpBench bench;
    auto client = bench.client();
    for (int i = 0; i < 20; ++i) {
        CHECK(status_line(bench.exchange(client, get("/x"))) == "HTTP/1.1 200 OK");
        bench.advance(http::idle_deadline - 1s);
    }
}

TEST_CASE("nothing wakes the process up while nobody is connected, and little while somebody is")
{
    HttpBench bench;
    CHECK(bench.time.pending() == 0);
    auto client = bench.client();
    for (int i = 0; i < 100; ++i)
        bench.exchange(client, get("/x"));
    CHECK(bench.time.pending() == 1);
    client.close();
    bench.turn();
    CHECK(bench.time.pending() == 0);
}
