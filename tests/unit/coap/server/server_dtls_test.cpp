// SPDX-License-Identifier: MIT
#include "coap/support/secure_bench.hpp"
#include "coapnode/config/listen_text.hpp"

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

TEST_CASE("what libcoap would refuse by itself is answered within DTLS, too")
{
    struct Row {
        std::string what;
        std::uint16_t number;
        Bytes value;
        std::string answer;
    };
    const Row rows[] = {
        {"an empty query", option::uri_query, {}, "2.05 0"},
        {"an elective option of a wrong length", option::max_age, Bytes(5), "2.05 0"},
        {"the last hop", 16, {1}, "2.05 0"},
        {"a critical option of a wrong length", option::accept, Bytes(3), "4.02 option 17 has an invalid length"},
        {"a critical option that nobody knows", 2049, {}, "4.02 option 2049 is not understood"},
        {"Proxy-Scheme", 39, to_bytes("http"), "5.05 this node is not a proxy"},
    };
    Secure node;
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(node.get(gateway, Method::get, row.number, row.value) == row.answer);
    }
    CHECK(node.get(gateway, static_cast<Method>(8)) == "4.05 no resource supports this method");
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
    for (unsigned i = 0; i <= PlainPort::limits.idle_sessions; ++i) {
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
    CHECK(node.server.endpoints()[1] == "coaps://" + to_text(node.secure));
    DtlsClient gateway{node.secure, "gateway", gateway_key};
    CHECK(node.get(gateway) == "2.05 0");
    node.dtls.identities.clear();
    node.adopt();
    CHECK(node.server.endpoints() == std::vector<std::string>{"coap://" + to_text(node.plain)});
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
