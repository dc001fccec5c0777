// SPDX-License-Identifier: MIT
#include "secure_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a right key opens a session that has the role of its identity")
{
    Secure node;
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    CHECK(node.get(gateway) == "2.05 0");
    CHECK(node.get(gateway, Method::post) == "2.04 ");
    CHECK(node.get(gateway) == "2.05 1");
    DtlsClient ops{node.secure, "ops", other_key};
    CHECK(node.get(ops) == "2.05 1");
    CHECK(node.get(ops, Method::post) == "4.03 this identity's role does not allow it");
    const UdpSocket anonymous;
    CHECK(code_of(node.exchange(anonymous, ask(Method::get, "counter")).value()) == "4.01");
    CHECK(node.counter->count == 1);
    CHECK(node.log.take().empty());
}

TEST_CASE("a new role applies to a session that is open")
{
    Secure node;
    DtlsClient ops{node.secure, "ops", other_key};
    CHECK(node.get(ops, Method::post) == "4.03 this identity's role does not allow it");
    node.dtls.identities[1].role = Role::control;
    node.adopt();
    CHECK(node.get(ops, Method::post) == "2.04 ");
    CHECK_FALSE(ops.closed());
}

TEST_CASE("sessions of an identity that is removed or has a new key end; others go on")
{
    struct Row {
        std::string what;
        std::vector<Identity> after;
    };
    const Identity ops{"ops", other_key, Role::read};
    const Row rows[] = {
        {"removed", {ops}},
        {"a new key", {{"gateway", Bytes(16, 0x33), Role::control}, ops}},
        {"renamed", {{"door", gateway_key, Role::control}, ops}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Secure node;
        DtlsClient first{node.secure, "gateway", gateway_key};
        DtlsClient second{node.secure, "gateway", gateway_key};
        DtlsClient other{node.secure, "ops", other_key};
        CHECK(node.get(first) == "2.05 0");
        CHECK(node.get(second) == "2.05 0");
        CHECK(node.get(other) == "2.05 0");
        node.dtls.identities = row.after;
        node.adopt();
        CHECK(node.run_until(first, [&] { return first.closed(); }));
        CHECK(node.run_until(second, [&] { return second.closed(); }));
        CHECK(node.get(other) == "2.05 0");
        CHECK_FALSE(other.closed());
        CHECK(node.log.take().empty());

        DtlsClient again{node.secure, row.after[0].identity, row.after[0].key};
        CHECK(node.get(again) == "2.05 0");
    }
}

TEST_CASE("the end of a plain session from the same address is not the end of a DTLS session")
{
    Secure node;
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    CHECK(node.get(gateway) == "2.05 0");
    const UdpSocket same_port{"127.0.0.1", gateway.port()};
    CHECK(node.exchange(same_port, ask(Method::get, ".well-known/core")).has_value());
    for (unsigned i = 0; i <= Server::plain_limits.idle_sessions; ++i) {
        const UdpSocket pushing_out;
        CHECK(node.exchange(pushing_out, ask(Method::get, ".well-known/core")).has_value());
    }
    node.dtls.identities.erase(node.dtls.identities.begin());
    node.adopt();
    CHECK(node.run_until(gateway, [&] { return gateway.closed(); }));
}

TEST_CASE("without identities there is no DTLS; with the last one it ends")
{
    Secure node;
    CHECK(node.server.endpoints().size() == 2);
    CHECK(node.server.endpoints()[1] == "coaps://" + to_string(node.secure));
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    CHECK(node.get(gateway) == "2.05 0");
    node.dtls.identities.clear();
    node.adopt();
    CHECK(node.server.endpoints() == std::vector<std::string>{"coap://" + to_string(node.plain)});
    CHECK(bind_state(node.secure) == BindState::free);
}

TEST_CASE("DTLS carries blocks of 1024 bytes")
{
    Secure node;
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    gateway.ask(Method::get, "large");
    REQUIRE(node.run_until(gateway, [&] { return gateway.answered(); }));
    CHECK(gateway.take_answer() == "2.05 " + std::string(1024, 'x'));
}
