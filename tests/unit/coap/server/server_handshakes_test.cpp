// SPDX-License-Identifier: MIT
/// Handshakes that fail are counted, and the log tells why.
#include "coap/support/dtls_client.hpp"
#include "coap/support/moved_clocks.hpp"
#include "coap/support/server_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const Bytes key(16, 0x11);
const Bytes wrong_key(16, 0x22);

struct Secure : ServerBench {
    Secure()
    {
        dtls.identities = {{"gateway", key, Role::control}};
        listen();
    }

    [[nodiscard]] std::uint64_t failed() const { return server.traffic().failed_handshakes; }

    /// Both sides work until `done`, or for ten seconds.
    template <class Done>
    bool run_until(DtlsClient& client, Done done)
    {
        for (int rounds = 0; rounds < 1000 && !done(); ++rounds) {
            client.process();
            process();
            client.process();
            if (!done()) client.wait(fds(), 10);
        }
        return done();
    }
};

}  // namespace

TEST_CASE("a client that is refused with its ClientHello is counted at once, and told")
{
    // coap-client names the address that is in its URI, coaps://[::1]; GnuTLS takes letters, digits, '-' and '.' alone.
    for (const auto* const name : {"::1", "fe80::1", "my_pi.local"}) {
        CAPTURE(name);
        Secure node;
        DtlsClient client{node.secure, "gateway", key, name};
        client.ask(Method::get, "counter");
        CHECK(node.run_until(client, [&] { return node.failed() == 1; }));
        CHECK_FALSE(client.answered());
        const auto told = node.log.take();
        CHECK(told.find("no session for 127.0.0.1:" + std::to_string(client.port())) != std::string::npos);
        CHECK(told.find("IPv6 address (coaps://[...])") != std::string::npos);
        CHECK(node.server.traffic().sessions == 0);
        DtlsClient again{node.secure, "gateway", key, name};
        again.ask(Method::get, "counter");
        CHECK(node.run_until(again, [&] { return node.failed() == 2; }));
    }
}

TEST_CASE("a client that names a host is served, and no handshake is counted as failed")
{
    for (const auto* const name : {"pi.local", "127.0.0.1", "ip6-localhost", ""}) {
        CAPTURE(name);
        Secure node;
        DtlsClient client{node.secure, "gateway", key, name};
        client.ask(Method::get, "counter");
        CHECK(node.run_until(client, [&] { return client.answered(); }));
        CHECK(node.failed() == 0);
        CHECK(node.log.take().empty());
    }
}

TEST_CASE("a wrong key is told as one, once")
{
    Secure node;
    DtlsClient client{node.secure, "gateway", wrong_key};
    client.ask(Method::get, "counter");
    CHECK(node.run_until(client, [&] { return client.closed() && node.failed() > 0; }));
    CHECK(node.failed() == 1);
    CHECK(node.log.take().find("a wrong key or an unknown identity") != std::string::npos);
}

TEST_CASE("a client that falls silent within its handshake is counted once the node has given up")
{
    Secure node;
    MovedClocks clocks;
    DtlsClient client{node.secure, "gateway", key};
    client.ask(Method::get, "counter");
    for (int datagrams = 0; datagrams < 2; ++datagrams) {  // a ClientHello without the cookie, and one with it
        client.process();
        client.wait(node.fds(), 1000);
        node.process();
    }
    CHECK(node.failed() == 0);
    for (int second = 0; second < 120 && node.failed() == 0; ++second) {
        clocks.pass(1s);
        node.time.advance(1s);
        node.process();
    }
    CHECK(node.failed() == 1);
    CHECK(node.log.take().find("gave up") != std::string::npos);
}

TEST_CASE("a ClientHello whose sender never returns the cookie is none that failed: anybody can forge it")
{
    Secure node;
    MovedClocks clocks;
    DtlsClient client{node.secure, "gateway", key};
    client.ask(Method::get, "counter");
    client.process();
    client.wait(node.fds(), 1000);
    node.process();
    for (int second = 0; second < 120; ++second) {
        clocks.pass(1s);
        node.time.advance(1s);
        node.process();
    }
    DtlsClient next{node.secure, "gateway", key};  // libcoap makes room when the next one comes
    next.ask(Method::get, "counter");
    CHECK(node.run_until(next, [&] { return next.answered(); }));
    CHECK(node.failed() == 0);
    CHECK(node.log.take().empty());
}

TEST_CASE("a handshake that ends with its endpoint is none that failed")
{
    Secure node;
    DtlsClient client{node.secure, "gateway", key};
    client.ask(Method::get, "counter");
    for (int datagrams = 0; datagrams < 2; ++datagrams) {
        client.process();
        client.wait(node.fds(), 1000);
        node.process();
    }
    node.dtls.listen.clear();
    node.adopt();
    CHECK(node.failed() == 0);
    CHECK(node.log.take().empty());
}
