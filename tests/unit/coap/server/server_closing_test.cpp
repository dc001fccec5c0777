// SPDX-License-Identifier: MIT
/// Endpoints that a reload closes, whatever is under way there: libcoap aborts where a session is still referenced.
#include "coap/support/dtls_records.hpp"
#include "coap/support/observer_bench.hpp"
#include "coap/support/secure_bench.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <memory>

using namespace coapnode;

namespace {

constexpr std::uint8_t signalling_ping = 0xe2;  // 7.02 of RFC 8323

struct Busy : Secure {
    UdpSocket stranger;
    DtlsClient gateway{secure, "gateway", gateway_key};

    Busy()
    {
        coap.anonymous = Role::control;
        adopt();
        REQUIRE(get(gateway) == "2.05 0");
    }

    void observe_plain() { REQUIRE(sequence_of(exchange(stranger, observe("counter")).value()).has_value()); }
    void observe_secure()
    {
        gateway.observe("counter");
        REQUIRE(run_until(gateway, [&] { return gateway.answered(); }));
    }
    void change()
    {
        time.advance(1s);
        counter->set(counter->count + 1);
        time.advance(0s);
    }
    void close_all()
    {
        coap.listen.clear();
        dtls.listen.clear();
        adopt();
        CHECK(bind_state(plain) == BindState::free);
        CHECK(bind_state(secure) == BindState::free);
    }
};

}  // namespace

TEST_CASE("an endpoint closes whatever is under way there")
{
    struct Row {
        std::string what;
        std::function<void(Busy&)> begin;
    };
    const Row rows[] = {
        {"nothing", [](Busy&) {}},
        {"observations",
         [](Busy& node) {
             node.observe_plain();
             node.observe_secure();
         }},
        {"a confirmable notification over UDP",
         [](Busy& node) {
             node.observe_plain();
             node.change();
             CHECK(decoded(node.stranger.receive().value()).type == MessageType::con);
         }},
        {"a confirmable notification within DTLS",
         [](Busy& node) {
             node.observe_secure();
             node.time.advance(13h);
             node.change();
         }},
        {"signalling over UDP",
         [](Busy& node) { CHECK_FALSE(node.exchange(node.stranger, from_hex("40e20001")).has_value()); }},
        {"signalling within DTLS",
         [](Busy& node) {
             node.gateway.send(signalling_ping);
             node.gateway.process();
             node.process();
         }},
        {"a handshake that is half open",
         [](Busy& node) {
             node.stranger.send(node.secure, client_hello());
             node.process();
             CHECK(node.stranger.receive().has_value());  // HelloVerifyRequest
         }},
        {"a handshake that goes on",
         [](Busy& node) {
             DtlsClient late{node.secure, "ops", other_key};
             late.ask(Method::get, "counter");
             for (int turn = 0; turn < 3; ++turn) {
                 late.process();
                 node.process();
             }
         }},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Busy node;
        row.begin(node);
        node.close_all();
        node.time.advance(10min);
    }
}

TEST_CASE("an endpoint that was prepared and is not wanted after all closes, whoever has found it meanwhile")
{
    Busy node;
    const Listen other{"127.0.0.1", free_port()};
    node.coap.listen.push_back(other);
    {
        const auto prepared = node.server.prepare(node.coap, node.dtls);
        REQUIRE(prepared.has_value());
        node.stranger.send(other, encoded(observe("counter")));
        node.process();
        CHECK(sequence_of(decoded(node.stranger.receive().value())).has_value());
    }
    CHECK(bind_state(other) == BindState::free);
    CHECK(node.server.traffic().observers == 0);
}

TEST_CASE("what is under way elsewhere goes on when an endpoint closes")
{
    Busy node;
    const Listen other{"127.0.0.1", free_port()};
    node.coap.listen.push_back(other);
    node.adopt();
    node.observe_plain();
    const UdpSocket leaving;
    leaving.send(other, encoded(observe("counter")));
    node.process();
    CHECK(node.server.traffic().observers == 2);
    node.coap.listen.pop_back();
    node.adopt();
    CHECK(node.server.traffic().observers == 1);
    CHECK(node.get(node.gateway) == "2.05 0");
    node.change();
    CHECK(decoded(node.stranger.receive().value()).text() == "1");
}

TEST_CASE("a peer that sends a signal within DTLS keeps its session")
{
    Busy node;
    node.gateway.send(signalling_ping);
    CHECK(node.get(node.gateway) == "2.05 0");
    CHECK_FALSE(node.gateway.closed());
    CHECK(node.server.traffic().failed_handshakes == 0);
}
