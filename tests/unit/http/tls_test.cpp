// SPDX-License-Identifier: MIT
#include "http/support/certificate.hpp"
#include "http/support/http_bench.hpp"
#include "http/support/scripted_work.hpp"
#include "http/support/tls_client.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct TlsBench : HttpBench {
    explicit TlsBench(std::string_view name = "one") : HttpBench{make_certificate(name)} {}

    [[nodiscard]] TlsClient tls_client(const char* priorities = "NORMAL")
    {
        return {address(), [this] { turn(); }, priorities};
    }
};

}  // namespace

TEST_CASE("HTTPS")
{
    TlsBench bench;
    auto client = bench.tls_client();
    REQUIRE(client.shake_hands());
    CHECK(client.server_name() == "one");
    for (int i = 0; i < 3; ++i)
        CHECK(body_of(client.exchange(get("/x?y"))) == "GET /x y ");
    CHECK(bench.handler.last->is_secure);
}

TEST_CASE("HTTPS: heads that libmicrohttpd cannot answer")
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {get("/x", "X: " + std::string(15'000, 'a') + "\r\n"), "HTTP/1.1 431 Request Header Fields Too Large"},
        {get("/x", "Content-Length: 2, 2\r\n"), "HTTP/1.1 400 Bad Request"},
    };
    for (const auto& [request, status] : rows) {
        TlsBench bench;
        auto client = bench.tls_client();
        REQUIRE(client.shake_hands());
        const auto answer = client.exchange(request);
        CHECK(status_line(answer) == status);
        CHECK(body_of(answer).ends_with("}\n"));
        CHECK(bench.server->figures().connections == 0);
    }
}

TEST_CASE("TLS 1.2 and 1.3 are spoken, older versions are not")
{
    struct Row {
        const char* priorities;
        bool is_spoken;
    };
    for (const auto& row :
         {Row{"NORMAL:-VERS-ALL:+VERS-TLS1.3", true}, Row{"NORMAL:-VERS-ALL:+VERS-TLS1.2", true},
          Row{"NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT", false}, Row{"NORMAL:-VERS-ALL:+VERS-TLS1.0:%COMPAT", false}}) {
        CAPTURE(row.priorities);
        TlsBench bench;
        auto client = bench.tls_client(row.priorities);
        CHECK(client.shake_hands() == row.is_spoken);
    }
}

TEST_CASE("large bodies and streams over TLS")
{
    TlsBench bench;
    const auto body = std::make_shared<const Bytes>(Bytes(300'000, 'x'));
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        reply.send({200, {}, body});
        return nullptr;
    };
    auto client = bench.tls_client();
    REQUIRE(client.shake_hands());
    auto answer = client.exchange(get("/x"));
    for (int i = 0; i < 1000 && body_of(answer).size() < body->size(); ++i) {
        bench.turn();
        answer += client.receive();
    }
    CHECK(body_of(answer).size() == body->size());

    const auto pending = std::make_shared<Pending>();
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        auto work = std::make_unique<ScriptedWork>(pending, reply);
        reply.stream(event_head());
        return work;
    };
    CHECK(status_line(client.exchange(get("/events"))) == "HTTP/1.1 200 OK");
    pending->next = [piece = std::string{"one"}]() mutable { return std::exchange(piece, {}); };
    pending->reply->wake();
    bench.turn();
    CHECK(client.receive() == "3\r\none\r\n");
}

TEST_CASE("plain HTTP to an HTTPS port, and a handshake that never ends, cost a connection alone")
{
    TlsBench bench;
    auto plain = bench.client();
    bench.exchange(plain, get("/x"));
    CHECK(plain.is_closed());
    auto silent = bench.client();
    auto slow = bench.client();
    slow.send("\x16\x03\x01");
    bench.turn();
    bench.advance(http::head_deadline + 1s);
    silent.receive();
    slow.receive();
    CHECK(silent.is_closed());
    CHECK(slow.is_closed());
    CHECK(bench.server->figures().connections == 0);
    auto client = bench.tls_client();
    CHECK(client.shake_hands());
}

TEST_CASE("a certificate that cannot be used is refused, and the server goes on as it was")
{
    TlsBench bench;
    auto client = bench.tls_client();
    REQUIRE(client.shake_hands());
    const auto other = make_certificate("other");
    const auto& good = *bench.tls;
    for (const auto& bad : {HttpTls{"nonsense", good.key}, HttpTls{good.certificate, "nonsense"}, HttpTls{"", ""},
                            HttpTls{good.certificate, other.key}}) {
        const auto prepared = bench.server->prepare({{"127.0.0.1", 0}}, bad);
        REQUIRE_FALSE(prepared.has_value());
        CHECK(prepared.error() == Errc::bad_input);
        CHECK(prepared.error().message.starts_with("the certificate and its key cannot be used: "));
        CHECK(prepared.error().message.size() > 50);
    }
    CHECK(body_of(client.exchange(get("/x"))) == "GET /x  ");
}

TEST_CASE("a renewed certificate is for new connections; old ones end in peace")
{
    TlsBench bench;
    auto old = bench.tls_client();
    auto idle = bench.tls_client();
    REQUIRE(old.shake_hands());
    REQUIRE(idle.shake_hands());
    idle.exchange(get("/x"));
    HttpReply* late = nullptr;
    bench.handler.act = [&](const HttpRequest&, HttpReply& reply) {
        late = &reply;
        return std::make_unique<HttpWork>();
    };
    CHECK(old.exchange(get("/late")).empty());
    bench.handler.act = nullptr;
    const auto before = bench.address();
    bench.tls = make_certificate("two");
    bench.adopt({{"127.0.0.1", 0}});
    CHECK(bench.address() == before);

    auto fresh = bench.tls_client();
    REQUIRE(fresh.shake_hands());
    CHECK(fresh.server_name() == "two");
    fresh.exchange(get("/x"));
    late->send(text_response("late"));
    bench.turn();
    const auto answer = old.receive();
    CHECK(body_of(answer) == "late");
    CHECK(holds(answer, "Connection: close\r\n"));
    CHECK(old.is_closed());
    CHECK(bench.loop.watched() == 3);  // the socket, and two daemons
    bench.advance(http::idle_deadline + 1s);
    idle.receive();
    CHECK(idle.is_closed());
    CHECK(bench.loop.watched() == 2);
}
