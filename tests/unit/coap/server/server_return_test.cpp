// SPDX-License-Identifier: MIT
/// A first ClientHello from the address and port of a client that has a session: the client that lost it, or a forgery.
#include "coap/server/dead_peer_detection.hpp"
#include "coap/support/dtls_records.hpp"
#include "coap/support/secure_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Return : Secure {
    DtlsClient gateway{secure, "gateway", gateway_key};

    Return() { REQUIRE(get(gateway) == "2.05 0"); }

    /// From the gateway's port. The socket is gone before anything is answered, which the gateway gets.
    void send_hello()
    {
        UdpSocket{"127.0.0.1", gateway.port()}.send(secure, client_hello());
        process();
    }
    bool ask()
    {
        const auto before = gateway.pings();
        send_hello();
        return run_until(gateway, [&] { return gateway.pings() > before; });
    }
};

/// HelloVerifyRequest (RFC 6347 section 4.2.1): a handshake is begun.
bool is_welcome(const std::optional<Bytes>& answer)
{
    return answer && answer->size() > 13 && (*answer)[0] == 22 && (*answer)[13] == 3;
}

}  // namespace

TEST_CASE("a client that lost its session gets in from its old port with the first ClientHello after a silence")
{
    Return node;
    node.gateway.observe("counter");
    REQUIRE(node.run_until(node.gateway, [&] { return node.gateway.answered(); }));
    node.send_hello();
    node.time.advance(DeadPeerDetection::patience);
    CHECK(node.server.traffic().sessions == 1);  // what nobody asks for is not ended

    const UdpSocket again{"127.0.0.1", node.gateway.port()};
    again.connect(node.secure);
    again.send(node.secure, client_hello());
    node.process();
    bool welcome = false;
    while (const auto answer = again.receive())  // the end of the old session is among them
        welcome = welcome || is_welcome(answer);
    CHECK(welcome);
    CHECK(node.server.traffic().sessions == 0);
    CHECK(node.server.traffic().observers == 0);
    CHECK(node.server.traffic().failed_handshakes == 0);
}

TEST_CASE("a live session answers, and keeps all it has, however many ClientHellos are forged")
{
    Return node;
    node.gateway.observe("counter");
    REQUIRE(node.run_until(node.gateway, [&] { return node.gateway.answered(); }));
    CHECK(node.ask());
    for (int second = 0; second < 30; ++second) {
        CHECK(node.get(node.gateway) == "2.05 0");
        node.time.advance(1s);
        for (int forged = 0; forged < 20; ++forged)
            node.send_hello();
    }
    CHECK(node.gateway.pings() <= 4);
    CHECK(node.server.traffic().observers == 1);
    CHECK_FALSE(node.gateway.closed());
    CHECK(node.get(node.gateway) == "2.05 0");
}

TEST_CASE("a client that sleeps keeps its session when one ClientHello is forged")
{
    Return node;
    node.send_hello();
    node.time.advance(DeadPeerDetection::memory);
    CHECK(node.get(node.gateway) == "2.05 0");
    CHECK_FALSE(node.gateway.closed());
}

TEST_CASE("a request within the session is an answer, too")
{
    Return node;
    node.send_hello();
    CHECK(node.get(node.gateway) == "2.05 0");
    node.time.advance(DeadPeerDetection::patience);
    node.send_hello();
    CHECK(node.get(node.gateway) == "2.05 0");
}

TEST_CASE("an endpoint closes while a ping is under way")
{
    Return node;
    node.send_hello();
    node.dtls.identities.clear();
    node.adopt();
    CHECK(bind_state(node.secure) == BindState::free);
    node.time.advance(10min);
}
