// SPDX-License-Identifier: MIT
#include "coap/support/server_bench.hpp"
#include "coapnode/config/listen_text.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a CON request is answered in its ACK, a NON request by a NON with a message ID of its own")
{
    PlainBench node;
    auto request = ask(Method::get, "counter");
    const auto piggybacked = node.answer(request);
    CHECK(piggybacked.type == MessageType::ack);
    CHECK(piggybacked.message_id == request.message_id);
    CHECK(piggybacked.token == request.token);
    CHECK(code_of(piggybacked) == "2.05");
    CHECK(piggybacked.text() == "0");

    request.type = MessageType::non;
    request.message_id = 0x7777;
    request.token = "";
    const auto first = node.answer(request);
    CHECK(first.type == MessageType::non);
    CHECK(first.token.empty());
    CHECK(code_of(first) == "2.05");
    request.message_id = 0x7778;
    const auto second = node.answer(request);
    CHECK(second.message_id != first.message_id);
    // The odds that a server's own IDs are the requests' twice are 1 in 2^32.
    const bool echoes = first.message_id == 0x7777 && second.message_id == 0x7778;
    CHECK_FALSE(echoes);
}

TEST_CASE("what is answered to whom, through the whole of libcoap")
{
    struct Row {
        std::string what;
        Datagram request;
        std::string code;
        std::string options;
        std::string text;
    };
    const auto counter = ask(Method::get, "counter");
    const Row rows[] = {
        {"POST", ask(Method::post, "counter"), "2.04", "", ""},
        {"an unknown path", ask(Method::get, "nothing"), "4.04", "", "no such resource: see /.well-known/core"},
        {"the root", ask(Method::get, ""), "4.04", "", "no such resource: see /.well-known/core"},
        {"DELETE", ask(Method::delete_, "counter"), "4.05", "", "this resource does not support this method"},
        {"DELETE of nothing", ask(Method::delete_, "nothing"), "2.02", "", ""},
        {"FETCH", ask(Method::fetch, "counter").with(option::content_format, "32"), "4.05", "",
         "this resource does not support this method"},
        {"POST to the links", ask(Method::post, ".well-known/core"), "4.05", "",
         "this resource does not support this method"},
        {"Accept", counter.with(option::accept, "32"), "4.06", "", "no representation in format 50"},
        {"If-Match", ask(Method::post, "counter").with(option::if_match, "01"), "4.12", "",
         "If-Match or If-None-Match is not fulfilled: the resource has another state"},
        {"a reserved block size", ask(Method::get, "large").with(option::block2, "07"), "4.00", "",
         "block size 7 is reserved"},
    };
    PlainBench node;
    std::uint16_t message_id = 0;
    for (const auto& row : rows) {
        CAPTURE(row.what);
        auto request = row.request;
        request.message_id = ++message_id;
        std::stable_sort(request.options.begin(), request.options.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        const auto reply = node.answer(request);
        CHECK(code_of(reply) == row.code);
        CHECK(reply.option_list() == row.options);
        CHECK(reply.text() == row.text);
    }
}

TEST_CASE("a critical option that stands twice is refused")
{
    // By libcoap itself from 4.3.4 on, with a text of its own.
    PlainBench node;
    const auto twice = ask(Method::get, "counter").with(option::accept, "").with(option::accept, "");
    CHECK(code_of(node.answer(twice)) == "4.02");
}

TEST_CASE("what libcoap refuses by itself")
{
    PlainBench node;
    const auto request = ask(Method::get, "counter");
    CHECK(code_of(node.answer(request.with(2049, "01"))) == "4.02");                      // unknown and critical
    CHECK(code_of(node.answer(request.with(2048, "01"))) == "2.05");                      // unknown and elective
    CHECK(code_of(node.answer(request.with_text(35, "coap://example.org/"))) == "5.05");  // Proxy-Uri
    Datagram ping;
    ping.code = 0;
    ping.token = "";
    // libcoap answers four of them a second, counted from its own start.
    std::optional<Datagram> pong;
    for (int tries = 0; tries < 200 && !pong; ++tries) {
        pong = node.exchange(node.client, ping);
        if (!pong) static_cast<void>(::poll(nullptr, 0, 10));
    }
    REQUIRE(pong.has_value());
    CHECK(pong->type == MessageType::rst);
    CHECK(pong->message_id == ping.message_id);
}

TEST_CASE("garbage is survived")
{
    PlainBench node;
    const UdpSocket stranger;
    for (const auto* hex : {"00", "40", "ff", "4001", "4f011234", "40011234ff", "4001 1234 dd", "4001 1234 f0",
                            "5001 1234 1d ff", "6045 1234", "4001 1234 b9 61"}) {
        const auto datagram = from_hex(hex);
        static_cast<void>(node.exchange(stranger, datagram));
    }
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
}

TEST_CASE("the anonymous role is what a client without DTLS may do, from the next request on")
{
    PlainBench node;
    struct Row {
        Role role;
        std::string get;
        std::string post;
        std::string links;
    };
    const Row rows[] = {
        {Role::none, "4.01", "4.01", "2.05"},
        {Role::read, "2.05", "4.01", "2.05"},
        {Role::control, "2.05", "2.04", "2.05"},
        {Role::none, "4.01", "4.01", "2.05"},
    };
    auto post = ask(Method::post, "counter");
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.role));
        node.coap.anonymous = row.role;
        node.adopt();
        ++post.message_id;
        CHECK(code_of(node.answer(ask(Method::get, "counter"))) == row.get);
        CHECK(code_of(node.answer(post)) == row.post);
        CHECK(code_of(node.answer(ask(Method::get, ".well-known/core"))) == row.links);
    }
}

TEST_CASE("copies of one request that changes something run once; those of a confirmable one are answered alike")
{
    for (const auto type : {MessageType::con, MessageType::non}) {
        PlainBench node;
        auto post = ask(Method::post, "counter");
        post.type = type;
        for (int copy = 0; copy < 3; ++copy) {
            const auto reply = node.exchange(node.client, post);
            // A copy of what is not confirmable is ignored (RFC 7252 section 4.5).
            REQUIRE(reply.has_value() == (copy == 0 || type == MessageType::con));
            if (!reply) continue;
            CHECK(code_of(*reply) == "2.04");
            CHECK(reply->token == post.token);
        }
        CHECK(node.counter->count == 1);

        auto next = post;
        ++next.message_id;
        CHECK(code_of(node.answer(next)) == "2.04");
        CHECK(node.counter->count == 2);

        const UdpSocket other_client;
        CHECK(node.exchange(other_client, post).has_value());
        CHECK(node.counter->count == 3);

        node.time.advance(Deduplication::exchange_lifetime);
        CHECK(code_of(node.answer(post)) == "2.04");
        CHECK(node.counter->count == 4);
    }
}

TEST_CASE("a request that failed may be tried again under the same message ID")
{
    PlainBench node;
    const auto failing = ask(Method::post, "counter").with_payload("fail");
    CHECK(code_of(node.answer(failing)) == "5.03");
    CHECK(code_of(node.answer(ask(Method::post, "counter"))) == "2.04");
    CHECK(node.counter->count == 1);
}

TEST_CASE("endpoints: opened, kept, closed, and none opened when one cannot be")
{
    PlainBench node;
    const auto& server = node.server;
    CHECK(server.endpoints() == std::vector<std::string>{"coap://" + to_text(node.plain)});

    const UdpSocket other_program;
    const Listen taken{"127.0.0.1", other_program.port()};
    const auto free = free_port();
    const auto failed =
        node.server.prepare({.listen = {node.plain, {"127.0.0.1", free}, taken}, .anonymous = Role::read}, {});
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error() == Errc::cannot_listen);
    CHECK(bind_state({"127.0.0.1", free}) == BindState::free);
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");

    const Listen more{"127.0.0.1", free};
    node.coap.listen = {more, node.plain};
    node.adopt();
    CHECK(server.endpoints().size() == 2);
    node.coap.listen = {more};
    node.adopt();
    CHECK(server.endpoints() == std::vector<std::string>{"coap://" + to_text(more)});
    CHECK(bind_state(node.plain) == BindState::free);
    node.plain = more;
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
    node.coap.listen = {{"127.0.0.1", 0}};
    node.adopt();
    REQUIRE(server.endpoints().size() == 1);
    const auto chosen = server.endpoints().front();
    CHECK(chosen.starts_with("coap://127.0.0.1:"));
    node.plain.port = static_cast<std::uint16_t>(std::stoi(chosen.substr(chosen.rfind(':') + 1)));
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
    node.coap.listen = {};
    node.adopt();
    CHECK(server.endpoints().empty());
}

TEST_CASE("an address that is not there yet is told, costs the others nothing, and can be given up")
{
    PlainBench node;
    const Listen later{"192.0.2.1", free_port()};  // TEST-NET-1 (RFC 5737)
    node.coap.listen = {later, node.plain};
    node.adopt();
    node.adopt();  // told once
    CHECK(node.log.take() ==
          "warning: not serving coap://" + to_text(later) + " yet: this machine has no such address\n");
    CHECK(node.server.endpoints() == std::vector<std::string>{"coap://" + to_text(node.plain)});
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
    node.coap.listen = {node.plain};
    node.adopt();
    CHECK(node.log.take().empty());
}

TEST_CASE("another address of a port that is ours already")
{
    ServerBench node;
    node.listen();
    const UdpSocket client;
    const Listen everywhere{"0.0.0.0", node.plain.port};
    node.coap.listen = {everywhere};
    node.adopt();
    CHECK(code_of(node.exchange(client, ask(Method::get, "counter")).value()) == "2.05");
}

TEST_CASE("more client ports than sessions are kept")
{
    PlainBench node;
    for (unsigned i = 0; i < 2 * PlainPort::limits.idle_sessions; ++i) {
        const UdpSocket client;
        REQUIRE(code_of(node.exchange(client, ask(Method::get, "counter")).value()) == "2.05");
    }
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
    CHECK(node.log.take().empty());
}
