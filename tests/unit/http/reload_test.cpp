// SPDX-License-Identifier: MIT
#include "http/support/http_bench.hpp"
#include "http/support/scripted_work.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

using namespace coapnode;

namespace {

bool is_served(HttpBench& bench, const Listen& address)
{
    TcpClient client{address};
    return client.is_connected() && holds(bench.exchange(client, get("/x")), "200 OK");
}

/// Free on all addresses, and below those that the kernel gives to the sockets of others (ip_local_port_range).
std::uint16_t port_of_our_own(HttpBench& bench)
{
    auto port = static_cast<std::uint16_t>(20'000 + ::getpid() % 10'000);
    while (!bench.server->prepare({{"::", port}}, std::nullopt))
        ++port;
    return port;
}

}  // namespace

TEST_CASE("an address that stays keeps its port and its connections")
{
    HttpBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/x"));
    const auto before = bench.address();
    bench.adopt({{"127.0.0.1", 0}, {"127.0.0.2", 0}});
    REQUIRE(bench.server->addresses().size() == 2);
    CHECK(bench.server->addresses()[0] == before);
    CHECK(status_line(bench.exchange(client, get("/x"))) == "HTTP/1.1 200 OK");
    CHECK(is_served(bench, bench.server->addresses()[1]));
}

TEST_CASE("an address that goes takes its connections with it, whatever they do")
{
    HttpBench bench;
    bench.adopt({{"127.0.0.1", 0}, {"127.0.0.2", 0}});
    const auto going = bench.server->addresses()[1];
    const auto pending = std::make_shared<Pending>();
    bench.handler.act = [&](const HttpRequest& request, HttpReply& reply) -> std::unique_ptr<HttpWork> {
        auto work = std::make_unique<ScriptedWork>(pending, reply);
        if (request.path == "/events") reply.stream(event_head());
        return work;
    };
    auto staying = bench.client();
    bench.exchange(staying, get("/late"));
    auto* const answer = pending->reply;
    TcpClient idle{going};
    TcpClient waiting{going};
    TcpClient streaming{going};
    bench.exchange(waiting, get("/late"));
    bench.exchange(streaming, get("/events"));
    CHECK(bench.server->figures().connections == 4);

    bench.adopt({{"127.0.0.1", 0}});
    bench.turn();
    for (auto* const client : {&idle, &waiting, &streaming}) {
        client->receive();
        CHECK(client->is_closed());
    }
    CHECK(bench.server->figures().connections == 1);
    CHECK(bench.server->figures().streams == 0);
    CHECK_FALSE(TcpClient{going}.is_connected());
    answer->send(text_response("late"));
    bench.turn();
    CHECK(body_of(staying.receive()) == "late");
}

TEST_CASE("a port passes from one address to another one that contains it, and back")
{
    HttpBench bench;
    const auto port = port_of_our_own(bench);
    bench.adopt({{"127.0.0.1", port}});
    for (const auto* const host : {"0.0.0.0", "127.0.0.1", "::", "127.0.0.1"}) {
        CAPTURE(host);
        bench.adopt({{host, port}});
        CHECK(is_served(bench, {"127.0.0.1", port}));
        HttpBench second;
        const auto refused = second.server->prepare({{"127.0.0.1", port}}, std::nullopt);
        REQUIRE_FALSE(refused.has_value());  // no other program can join
        CHECK(refused.error() == Errc::cannot_listen);
    }
}

TEST_CASE("a reload that fails changes nothing, and one that is dropped closes what it opened")
{
    HttpBench bench;
    HttpBench other;
    const auto taken = other.address();
    const auto refused = bench.server->prepare({{"127.0.0.2", 0}, taken}, std::nullopt);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message == "cannot listen on 127.0.0.1:" + std::to_string(taken.port) +
                                         ": another program uses this port (ss -tlpn shows which): stop it or "
                                         "choose another port");
    CHECK(is_served(bench, bench.address()));
    {
        const auto dropped = bench.server->prepare({{"127.0.0.1", 0}, {"127.0.0.2", 0}}, std::nullopt);
        CHECK(dropped.has_value());
    }
    CHECK(bench.server->addresses().size() == 1);
    CHECK(is_served(bench, bench.address()));
    CHECK(bench.loop.watched() == 2);
}

TEST_CASE("[::] serves IPv4 too, whose clients are seen as such")
{
    HttpBench bench;
    bench.adopt({{"::", 0}});
    const auto port = bench.address().port;
    CHECK(is_served(bench, {"127.0.0.1", port}));
    CHECK(is_ipv4(bench.handler.last->client.address));
    CHECK(is_served(bench, {"::1", port}));
    CHECK_FALSE(is_ipv4(bench.handler.last->client.address));
}

TEST_CASE("addresses that cannot be served, and one that this machine may get later")
{
    HttpBench bench;
    for (const auto* const host : {"example.org", "fe80::1%nowhere0", "300.1.1.1"}) {
        const auto refused = bench.server->prepare({{host, 0}}, std::nullopt);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error() == Errc::cannot_listen);
    }
    bench.adopt({{"192.0.2.77", 8080}});
    CHECK(bench.address() == Listen{"192.0.2.77", 8080});
    CHECK(holds(bench.log.take(), "not serving 192.0.2.77:8080 yet: this machine has no such address"));
}

TEST_CASE("from HTTP to HTTPS and back, and no address at all")
{
    HttpBench bench;
    auto client = bench.client();
    bench.exchange(client, get("/x"));
    bench.adopt({});
    bench.turn();
    client.receive();
    CHECK(client.is_closed());
    CHECK(bench.server->addresses().empty());
    bench.adopt({{"127.0.0.1", 0}});
    CHECK(is_served(bench, bench.address()));
}
