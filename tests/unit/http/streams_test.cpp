// SPDX-License-Identifier: MIT
#include "http/stream.hpp"
#include "http/support/http_bench.hpp"
#include "http/support/scripted_work.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace coapnode;

namespace {

/// Every request becomes a stream, whose pieces the test gives.
struct StreamBench : HttpBench {
    std::vector<std::shared_ptr<Pending>> streams;

    StreamBench()
    {
        handler.act = [this](const HttpRequest&, HttpReply& reply) {
            streams.push_back(std::make_shared<Pending>());
            auto work = std::make_unique<ScriptedWork>(streams.back(), reply);
            reply.stream(event_head());
            return work;
        };
    }

    /// One piece, and then nothing.
    void publish(std::size_t stream, std::string piece)
    {
        streams.at(stream)->next = [piece = std::move(piece)]() mutable { return std::exchange(piece, {}); };
        streams.at(stream)->reply->wake();
    }
};

/// The bytes of chunks.
std::string without_chunks(std::string_view chunked)
{
    std::string bytes;
    while (!chunked.empty()) {
        const auto end = chunked.find("\r\n");
        if (end == std::string_view::npos) break;
        const auto size = std::stoul(std::string{chunked.substr(0, end)}, nullptr, 16);
        bytes += chunked.substr(end + 2, size);
        chunked = chunked.substr(std::min(end + 2 + size + 2, chunked.size()));
    }
    return bytes;
}

}  // namespace

TEST_CASE("a stream writes what there is, and what comes later")
{
    StreamBench bench;
    auto client = bench.client();
    const auto head = bench.exchange(client, get("/events"));
    CHECK(status_line(head) == "HTTP/1.1 200 OK");
    CHECK(holds(head, "content-type: text/event-stream\r\n"));
    CHECK(holds(head, "Transfer-Encoding: chunked\r\n"));
    CHECK(bench.server->figures().streams == 1);
    CHECK(bench.streams[0]->asked == 1);

    bench.publish(0, "data: 1\n\n");
    bench.turn();
    CHECK(without_chunks(client.receive()) == "data: 1\n\n");
    bench.advance(10h);  // a stream that has nothing to say has all the time
    CHECK_FALSE(client.is_closed());
    bench.publish(0, "data: 2\n\n");
    bench.turn();
    CHECK(without_chunks(client.receive()) == "data: 2\n\n");
}

TEST_CASE("a stream that begins later, and ends")
{
    HttpBench bench;
    const auto pending = std::make_shared<Pending>();
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        return std::make_unique<ScriptedWork>(pending, reply);
    };
    auto client = bench.client();
    CHECK(bench.exchange(client, get("/events")).empty());
    pending->next = [piece = std::string{"one"}]() mutable { return std::exchange(piece, {}); };
    pending->reply->stream(event_head());
    bench.turn();
    CHECK(holds(client.receive(), "3\r\none\r\n"));
    pending->reply->end();
    bench.turn();
    CHECK(client.receive() == "0\r\n\r\n");
    CHECK_FALSE(pending->is_alive);
    CHECK(bench.server->figures().streams == 0);
    CHECK_FALSE(client.is_closed());
}

TEST_CASE("what was returned before the end is written, and nothing is asked for behind it")
{
    StreamBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/events"));
    bench.streams[0]->next = [&] {
        bench.streams[0]->reply->end();
        return std::string{"last"};
    };
    bench.streams[0]->reply->wake();
    bench.turn();
    CHECK(client.receive() == "4\r\nlast\r\n0\r\n\r\n");
    CHECK(bench.streams[0]->asked == 2);
}

TEST_CASE("a wake from within next() is not lost, and goes round without recursion")
{
    StreamBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/events"));
    int left = 100;
    int depth = 0;
    bench.streams[0]->next = [&]() -> std::string {
        CHECK(++depth == 1);
        if (left > 0) {
            --left;
            bench.streams[0]->reply->wake();
        }
        --depth;
        return left == 50 ? "half" : "";
    };
    bench.streams[0]->reply->wake();
    bench.turn();
    CHECK(left == 0);
    CHECK(without_chunks(client.receive()) == "half");
}

TEST_CASE("a piece of 64 kB is written whole, a larger one ends the stream")
{
    StreamBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/events"));
    bench.publish(0, std::string(HttpWork::largest_piece, 'x'));
    bench.turn();
    CHECK(without_chunks(client.receive()).size() == HttpWork::largest_piece);
    bench.publish(0, std::string(HttpWork::largest_piece + 1, 'x'));
    bench.turn();
    client.receive();
    CHECK(client.is_closed());
    CHECK_FALSE(bench.streams[0]->is_alive);
}

TEST_CASE("a slow reader is asked for nothing until it has read, and gets what is newest then")
{
    StreamBench bench;
    TcpClient slow{bench.address(), 4096};
    slow.send(get("/events"));
    bench.turn();
    int newest = 0;
    bench.streams[0]->next = [&] { return "[" + std::to_string(newest) + "]" + std::string(60'000, '.'); };
    for (newest = 1; newest <= 1000; ++newest) {
        bench.streams[0]->reply->wake();
        bench.turn();
    }
    const auto asked = bench.streams[0]->asked;
    CHECK(asked < 20);  // the kernel's buffers, and one piece of ours
    bench.streams[0]->next = [piece = std::string{"the newest"}]() mutable { return std::exchange(piece, {}); };
    std::string received;
    for (int i = 0; i < 10'000 && !holds(received, "the newest"); ++i) {
        received += slow.receive();
        bench.turn();
    }
    CHECK(holds(received, "the newest"));
    CHECK(received.size() < 1'500'000);
}

TEST_CASE("a client that reads nothing of its stream for a minute is closed")
{
    StreamBench bench;
    TcpClient slow{bench.address(), 4096};
    slow.send(get("/events"));
    bench.turn();
    bench.streams[0]->next = [] { return std::string(60'000, '.'); };
    bench.streams[0]->reply->wake();
    bench.turn();
    bench.advance(http::reply_deadline - 1s);
    CHECK(bench.streams[0]->is_alive);
    bench.advance(2s);
    CHECK_FALSE(bench.streams[0]->is_alive);
    CHECK(bench.server->figures().expired == 1);
}

TEST_CASE("a client that left is noticed with the next piece, and nothing is left of it")
{
    StreamBench bench;
    const auto older = bench.client();
    bench.turn();
    auto client = bench.client();
    bench.exchange(client, get("/events"));
    client.close();
    bench.publish(0, ": ping\n\n");
    bench.turn();
    CHECK_FALSE(bench.streams[0]->is_alive);
    CHECK(bench.server->figures().streams == 0);
    CHECK(bench.server->figures().connections == 1);
}

TEST_CASE("a client that left between two events in a row is noticed at the second write, or half a second later")
{
    StreamBench bench;
    for (const bool is_in_a_row : {true, false}) {
        CAPTURE(is_in_a_row);
        auto client = bench.client();
        bench.exchange(client, get("/events"));
        const auto stream = bench.streams.size() - 1;
        bench.publish(stream, "data: 1\n\n");
        bench.turn();
        client.close();
        if (!is_in_a_row) bench.advance(500ms);
        for (int writes = 0; writes < (is_in_a_row ? 2 : 1) && bench.streams[stream]->is_alive; ++writes) {
            bench.publish(stream, "data: 2\n\n");
            bench.turn();
        }
        CHECK_FALSE(bench.streams[stream]->is_alive);
    }
    CHECK(bench.server->figures().streams == 0);
}

TEST_CASE("many streams are woken by one run each")
{
    StreamBench bench;
    bench.limits.connections_per_address = 300;
    bench.adopt({{"127.0.0.1", 0}});
    std::vector<TcpClient> clients;
    for (std::size_t i = 0; i < 200; ++i) {
        clients.push_back(bench.client());
        bench.exchange(clients.back(), get("/events"));
    }
    for (std::size_t i = 0; i < clients.size(); ++i)
        bench.publish(i, std::to_string(i));
    bench.turn();
    for (std::size_t i = 0; i < clients.size(); ++i)
        CHECK(without_chunks(clients[i].receive()) == std::to_string(i));
}

TEST_CASE("one stream more than the limit is answered 503")
{
    StreamBench bench;
    bench.limits.streams = 2;
    bench.adopt({{"127.0.0.1", 0}});
    std::vector<TcpClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(bench.client());
        const auto answer = bench.exchange(clients.back(), get("/events"));
        CHECK(holds(status_line(answer), i < 2 ? "200" : "503"));
        CHECK(holds(answer, "retry-after: 10\r\n") == (i == 2));
    }
    CHECK(bench.server->figures().streams == 2);
    bench.streams[0]->reply->end();
    bench.turn();
    CHECK(holds(bench.exchange(clients[2], get("/events")), "200 OK"));
}

TEST_CASE("a HEAD of a stream ends at once, an HTTP/1.0 client reads until the end")
{
    StreamBench bench;
    auto head = bench.client();
    const auto answer = bench.exchange(head, "HEAD /events HTTP/1.1\r\nHost: pi\r\n\r\n");
    CHECK(status_line(answer) == "HTTP/1.1 200 OK");
    CHECK(holds(answer, "content-type: text/event-stream\r\n"));
    CHECK_FALSE(holds(answer, "Content-Length"));
    CHECK(answer.ends_with("\r\n\r\n"));
    CHECK(body_of(answer).empty());
    CHECK_FALSE(bench.streams[0]->is_alive);
    auto old = bench.client();
    bench.exchange(old, "GET /events HTTP/1.0\r\nHost: pi\r\n\r\n");
    bench.publish(1, "one");
    bench.turn();
    CHECK(old.receive() == "one");
    bench.publish(1, "two");
    bench.turn();
    CHECK(old.receive() == "two");
    bench.streams[1]->reply->end();
    bench.turn();
    CHECK(old.receive().empty());
    CHECK(old.is_closed());
    head.close();  // libmicrohttpd 0.9.75 has done it
    bench.turn();
    CHECK(bench.server->figures().connections == 0);
}

TEST_CASE("a work whose next() throws loses its stream alone")
{
    StreamBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/events"));
    bench.streams[0]->next = []() -> std::string { throw std::runtime_error{"out of luck"}; };
    bench.streams[0]->reply->wake();
    bench.turn();
    CHECK(client.receive().empty());
    CHECK(client.is_closed());
    CHECK(bench.server->figures().connections == 0);
    CHECK(holds(bench.log.take(), "out of luck"));
}

TEST_CASE("the server ends with streams open")
{
    StreamBench bench;
    std::vector<TcpClient> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(bench.client());
        bench.exchange(clients.back(), get("/events"));
    }
    bench.publish(2, "not yet written");
    bench.server.reset();
    for (std::size_t i = 0; i < clients.size(); ++i) {
        clients[i].receive();
        CHECK(clients[i].is_closed());
        CHECK_FALSE(bench.streams[i]->is_alive);
    }
}
