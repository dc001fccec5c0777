// SPDX-License-Identifier: MIT
/// 10 000 requests that are mostly nonsense, the same in each run.
#include "http/support/http_bench.hpp"
#include "http/support/scripted_work.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace coapnode;

namespace {

class Nonsense {
public:
    /// A request line, fields, perhaps a body; now and then one of another kind, or with a byte changed.
    std::string request()
    {
        std::string text = any({"GET ", "GET ", "POST ", "PUT ", "OPTIONS ", "HEAD ", "CONNECT ", "g\tet "});
        text += any({"/x", "/x?a=b&c", "/events", "/%2e%00", "*", "http://h/x", "/a b", "//"});
        text += any({" HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/9.9\r\n", "\n"});
        if (below(8) != 0) text += "Host: pi\r\n";
        for (auto fields = below(4); fields > 0; --fields)
            text += any({"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n",
                         "Connection: close\r\n", "X: \r\n y\r\n", "Cookie: a=b; c\r\n", "Host: pi\r\n", "A: b\n",
                         "Content-Length: 99999999999999999999\r\n", "no colon\r\n", "X : y\r\n"});
        text += any({"\r\n", "\r\n", "\r\n", "\n", ""});
        text +=
            any({"", "", "hello", "5\r\nhello\r\n0\r\n\r\n", "GET /x HTTP/1.1\r\nHost: pi\r\n\r\n", "ffffffff\r\n"});
        if (below(4) == 0) text[below(text.size())] = static_cast<char>(below(256));
        return below(8) == 0 ? text.substr(0, below(text.size())) : text;
    }

    std::size_t below(std::size_t limit) { return random_() % limit; }

private:
    std::string any(std::initializer_list<const char*> of) { return *(of.begin() + below(of.size())); }

    std::mt19937 random_{20261127};
};

}  // namespace

TEST_CASE("10 000 random requests leave the server answering")
{
    HttpBench bench;
    std::vector<std::shared_ptr<Pending>> late;
    Nonsense nonsense;
    bench.handler.act = [&](const HttpRequest& request, HttpReply& reply) -> std::unique_ptr<HttpWork> {
        if (nonsense.below(3) == 0) {
            late.push_back(std::make_shared<Pending>());
            auto work = std::make_unique<ScriptedWork>(late.back(), reply);
            late.back()->next = [&] { return nonsense.below(2) == 0 ? "event" : ""; };
            if (request.path == "/events") reply.stream(event_head());
            return work;
        }
        reply.send(text_response(request.path));
        return nullptr;
    };
    std::vector<TcpClient> clients;
    for (int i = 0; i < 10'000; ++i) {
        if (clients.size() < 20) clients.push_back(bench.client());
        const auto chosen = nonsense.below(clients.size());
        auto& client = clients[chosen];
        client.send(nonsense.request());
        bench.turn();
        client.receive();
        const bool leaves = client.is_closed() || nonsense.below(20) == 0;
        if (leaves) clients.erase(clients.begin() + static_cast<std::ptrdiff_t>(chosen));
        for (const auto& one : late) {
            if (one->reply == nullptr || nonsense.below(3) != 0) continue;
            nonsense.below(2) == 0 ? one->reply->send(text_response("late")) : one->reply->wake();
        }
        std::erase_if(late, [](const auto& one) { return !one->is_alive; });
        if (i % 100 == 0) bench.advance(std::chrono::seconds{nonsense.below(20)});
    }
    clients.clear();
    late.clear();
    bench.handler.act = nullptr;
    CHECK(body_of(bench.exchange(get("/x"))) == "GET /x  ");
    CHECK(bench.server->figures().requests > 1000);
    CHECK(bench.server->figures().refused_requests > 200);
}
