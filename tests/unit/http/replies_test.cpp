// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"
#include "http/support/scripted_work.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace coapnode;

namespace {

/// Each request waits until the test answers.
struct LateBench : HttpBench {
    std::vector<std::shared_ptr<Pending>> pending;

    LateBench()
    {
        handler.act = [this](const HttpRequest&, HttpReply& reply) {
            pending.push_back(std::make_shared<Pending>());
            return std::make_unique<ScriptedWork>(pending.back(), reply);
        };
    }
};

}  // namespace

TEST_CASE("an answer may come later; the work is destroyed once it is sent")
{
    LateBench bench;
    auto client = bench.client();
    CHECK(bench.exchange(client, get("/x")).empty());
    REQUIRE(bench.pending.size() == 1);
    CHECK(bench.pending[0]->is_alive);
    bench.advance(1h);  // the handler has a deadline of its own
    CHECK_FALSE(client.is_closed());

    bench.pending[0]->reply->send(text_response("late"));
    CHECK(bench.pending[0]->is_alive);
    bench.turn();
    CHECK(body_of(client.receive()) == "late");
    CHECK_FALSE(bench.pending[0]->is_alive);
    CHECK(status_line(bench.exchange(client, get("/y"))).empty());
    CHECK(bench.pending.size() == 2);
}

TEST_CASE("an answer that is sent again is the same for every client")
{
    HttpBench bench;
    auto answer = text_response("21.5");
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send(answer);
        return std::unique_ptr<HttpWork>{};
    };
    auto client = bench.client();
    for (int i = 0; i < 4; ++i)
        CHECK(body_of(bench.exchange(client, get("/x"))) == "21.5");
    CHECK(body_of(bench.exchange(client, "HEAD /x HTTP/1.1\r\nHost: pi\r\n\r\n")).empty());
    CHECK(body_of(bench.exchange("GET /x HTTP/1.0\r\nHost: pi\r\n\r\n")) == "21.5");

    answer.fields.push_back({"age", "1"});
    const auto older = bench.exchange(client, get("/x"));
    CHECK(holds(older, "age: 1\r\n"));
    CHECK(body_of(older) == "21.5");
}

TEST_CASE("requests of several clients are answered in any order")
{
    LateBench bench;
    std::vector<TcpClient> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(bench.client());
        bench.exchange(clients.back(), get("/x"));
    }
    REQUIRE(bench.pending.size() == 5);
    for (const std::size_t i : {3U, 0U, 4U, 1U, 2U})
        bench.pending[i]->reply->send(text_response(std::to_string(i)));
    bench.turn();
    for (std::size_t i = 0; i < clients.size(); ++i)
        CHECK(body_of(clients[i].receive()) == std::to_string(i));
}

TEST_CASE("a client that leaves before its answer costs nothing but that")
{
    LateBench bench;
    auto leaving = bench.client();
    bench.exchange(leaving, get("/x"));
    leaving.close();
    bench.turn();
    REQUIRE(bench.pending[0]->is_alive);
    bench.pending[0]->reply->send(text_response("late"));
    bench.turn();
    CHECK_FALSE(bench.pending[0]->is_alive);
    CHECK(bench.server->figures().connections == 0);
}

TEST_CASE("a client that closes its side alone gets its answer, now or later")
{
    LateBench bench;
    auto client = bench.client();
    client.send(get("/x"));
    ::shutdown(client.fd(), SHUT_WR);
    bench.turn();
    REQUIRE(bench.pending.size() == 1);
    bench.pending[0]->reply->send(text_response("late"));
    bench.turn();
    CHECK(body_of(client.receive()) == "late");
    CHECK(client.is_closed());
    CHECK(bench.server->figures().connections == 0);
}

TEST_CASE("a second answer, or one after the client went, is nothing")
{
    LateBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/x"));
    bench.pending[0]->reply->send(text_response("one"));
    bench.pending[0]->reply->send(text_response("two"));
    bench.pending[0]->reply->stream(event_head());
    bench.pending[0]->reply->wake();
    bench.pending[0]->reply->end();
    bench.turn();
    CHECK(body_of(client.receive()) == "one");
}

TEST_CASE("one request's answer may be given while another one is handled")
{
    LateBench bench;
    auto first = bench.client();
    auto second = bench.client();
    bench.exchange(first, get("/1"));
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        bench.pending[0]->reply->send(text_response("first"));
        reply.send(text_response("second"));
        return nullptr;
    };
    CHECK(body_of(bench.exchange(second, get("/2"))) == "second");
    CHECK(body_of(first.receive()) == "first");
}

TEST_CASE("a work that replies to another one while it is destroyed")
{
    LateBench bench;
    auto first = bench.client();
    auto second = bench.client();
    bench.exchange(first, get("/1"));

    struct Telling final : HttpWork {
        explicit Telling(HttpReply* to) : other{to} {}
        ~Telling() override { other->send(text_response("told")); }
        HttpReply* other;
    };
    HttpReply* own = nullptr;
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        own = &reply;
        return std::make_unique<Telling>(bench.pending[0]->reply);
    };
    bench.exchange(second, get("/2"));
    own->send(text_response("own"));
    bench.turn();
    CHECK(body_of(second.receive()) == "own");
    CHECK(body_of(first.receive()) == "told");
}

TEST_CASE("a handler that throws, or forgets to answer, costs its request alone")
{
    HttpBench bench;
    auto other = bench.client();
    bench.exchange(other, get("/ok"));
    bench.handler.act = [](const HttpRequest&, HttpReply&) -> std::unique_ptr<HttpWork> {
        throw std::runtime_error{"out of luck"};
    };
    auto client = bench.client();
    CHECK_FALSE(holds(bench.exchange(client, get("/x")), "200 OK"));
    CHECK(holds(bench.log.take(), "out of luck"));
    bench.handler.act = [](const HttpRequest&, HttpReply&) { return nullptr; };
    CHECK(status_line(bench.exchange(get("/x"))) == "HTTP/1.1 500 Internal Server Error");
    bench.handler.act = nullptr;
    CHECK(status_line(bench.exchange(other, get("/ok"))) == "HTTP/1.1 200 OK");
}

TEST_CASE("a body is shared, not copied, and let go once it is sent")
{
    HttpBench bench;
    const auto body = std::make_shared<const Bytes>(Bytes(200'000, 'x'));
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send({200, {}, body});
        return nullptr;
    };
    auto client = bench.client();
    auto answer = bench.exchange(client, get("/x"));
    for (int i = 0; i < 100 && body_of(answer).size() < body->size(); ++i) {
        bench.turn();
        answer += client.receive();
    }
    CHECK(body_of(answer).size() == body->size());
    CHECK(body.use_count() == 1);
}

TEST_CASE("a field that would split the answer is left out")
{
    HttpBench bench;
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send({200, {{"x", "a\r\nset-cookie: b"}, {"y", "1"}, {"a\nb", "1"}, {"content-length", "7"}}, nullptr});
        return nullptr;
    };
    const auto answer = bench.exchange(get("/x"));
    CHECK_FALSE(holds(answer, "set-cookie"));
    CHECK_FALSE(holds(answer, ": 7"));
    CHECK(holds(answer, "y: 1\r\n"));
    CHECK(holds(answer, "Content-Length: 0\r\n"));
}

TEST_CASE("the server ends with requests under way")
{
    LateBench bench;
    std::vector<TcpClient> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(bench.client());
        bench.exchange(clients.back(), get("/x"));
    }
    bench.pending[3]->reply->send(text_response("resumed, and not yet sent"));
    bench.server.reset();
    for (std::size_t i = 0; i < clients.size(); ++i) {
        CHECK_FALSE(bench.pending[i]->is_alive);
        clients[i].receive();
        CHECK(clients[i].is_closed());
    }
    CHECK(bench.loop.watched() == 0);
    CHECK(bench.time.pending() == 0);
}
