// SPDX-License-Identifier: MIT
/// Handshakes that fail are counted, and the log tells why.
#include "coap/support/moved_clocks.hpp"
#include "coap/support/secure_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Handshakes : Secure {
    [[nodiscard]] std::uint64_t failed() const { return server.traffic().failed_handshakes; }

    /// The client says so many ClientHellos: the first without the cookie, the second with it.
    void take_hellos(DtlsClient& client, int count)
    {
        for (int datagrams = 0; datagrams < count; ++datagrams) {
            client.process();
            client.wait(fds(), 1000);
            process();
        }
    }

    /// Two minutes, or until a handshake has failed.
    void pass_time()
    {
        for (int second = 0; second < 120 && failed() == 0; ++second) {
            clocks.pass(1s);
            time.advance(1s);
            process();
        }
    }

    MovedClocks clocks;
};

}  // namespace

TEST_CASE("a client that is refused with its ClientHello is counted at once, and told")
{
    // coap-client names the address that is in its URI, coaps://[::1]; GnuTLS takes letters, digits, '-' and '.' alone.
    for (const auto* const name : {"::1", "fe80::1", "my_pi.local"}) {
        CAPTURE(name);
        Handshakes node;
        DtlsClient client{node.secure, "gateway", gateway_key, name};
        client.ask(Method::get, "counter");
        CHECK(node.run_until(client, [&] { return node.failed() == 1; }));
        CHECK_FALSE(client.answered());
        const auto told = node.log.take();
        CHECK(told.find("no session for 127.0.0.1:" + std::to_string(client.port())) != std::string::npos);
        CHECK(told.find("IPv6 address (coaps://[...])") != std::string::npos);
        CHECK(node.server.traffic().sessions == 0);
        DtlsClient again{node.secure, "gateway", gateway_key, name};
        again.ask(Method::get, "counter");
        CHECK(node.run_until(again, [&] { return node.failed() == 2; }));
    }
}

TEST_CASE("a client that names a host is served, and no handshake is counted as failed")
{
    for (const auto* const name : {"pi.local", "127.0.0.1", "ip6-localhost", ""}) {
        CAPTURE(name);
        Handshakes node;
        DtlsClient client{node.secure, "gateway", gateway_key, name};
        client.ask(Method::get, "counter");
        CHECK(node.run_until(client, [&] { return client.answered(); }));
        CHECK(node.failed() == 0);
        CHECK(node.log.take().empty());
    }
}

TEST_CASE("a wrong key is told as one, once")
{
    Handshakes node;
    DtlsClient client{node.secure, "gateway", other_key};
    client.ask(Method::get, "counter");
    CHECK(node.run_until(client, [&] { return client.closed() && node.failed() > 0; }));
    CHECK(node.failed() == 1);
    CHECK(node.log.take().find("a wrong key or an unknown identity") != std::string::npos);
}

TEST_CASE("a client that falls silent within its handshake is counted once the node has given up")
{
    Handshakes node;
    DtlsClient client{node.secure, "gateway", gateway_key};
    client.ask(Method::get, "counter");
    node.take_hellos(client, 2);
    CHECK(node.failed() == 0);
    node.pass_time();
    CHECK(node.failed() == 1);
    CHECK(node.log.take().find("stopped before it named an identity") != std::string::npos);
}

TEST_CASE("a ClientHello whose sender never returns the cookie is none that failed: anybody can forge it")
{
    Handshakes node;
    DtlsClient client{node.secure, "gateway", gateway_key};
    client.ask(Method::get, "counter");
    node.take_hellos(client, 1);
    node.pass_time();
    DtlsClient next{node.secure, "gateway", gateway_key};  // libcoap makes room when the next one comes
    next.ask(Method::get, "counter");
    CHECK(node.run_until(next, [&] { return next.answered(); }));
    CHECK(node.failed() == 0);
    CHECK(node.log.take().empty());
}

TEST_CASE("a handshake that ends with its endpoint is none that failed")
{
    Handshakes node;
    DtlsClient client{node.secure, "gateway", gateway_key};
    client.ask(Method::get, "counter");
    node.take_hellos(client, 2);
    node.dtls.listen.clear();
    node.adopt();
    CHECK(node.failed() == 0);
    CHECK(node.log.take().empty());
}
