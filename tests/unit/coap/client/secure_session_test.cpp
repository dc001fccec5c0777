// SPDX-License-Identifier: MIT
/// Sessions over DTLS-PSK with our own server: keys, silence, and a server that is started again.
#include "coap/client/client_bench.hpp"
#include "coap/client/relay.hpp"
#include "coap/support/moved_clocks.hpp"
#include "coap/support/secure_bench.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace coapnode;

namespace {

const OutgoingRequest get{Method::get, {"counter"}, {}};
const OutgoingRequest post{Method::post, {"counter"}, {}};

struct SecureClient {
    std::unique_ptr<Secure> node = std::make_unique<Secure>();
    FakeScheduler time;
    MovedClocks clocks;
    Relay relay;
    Requester requester{time, by_hand()};
    std::unique_ptr<Session> session;
    std::optional<Result<IncomingResponse>> result;
    std::unique_ptr<ClientExchange> exchange;

    explicit SecureClient(const ClientKey& key = {"gateway", gateway_key}) : SecureClient{key, 0} {}
    SecureClient(const ClientKey& key, std::uint16_t port)
    {
        relay.serve(node->secure);
        const auto peer = *peer_at({"127.0.0.1", port == 0 ? relay.port() : port});
        session = std::move(Session::open(requester, {peer, key, {}}).value());
    }

    /// Everybody does what can be done at once.
    void settle()
    {
        for (int rounds = 0; rounds < 8; ++rounds) {
            relay.pump();
            node->process();
            relay.pump();
            requester.process();
            time.advance(0s);
        }
    }
    void pass(Duration duration)
    {
        constexpr Duration step = 50ms;
        for (auto passed = Duration::zero(); passed < duration && !result; passed += step) {
            settle();
            time.advance(step);
            clocks.pass(step);
            settle();
        }
    }

    void begin(const OutgoingRequest& request)
    {
        result.reset();
        exchange = std::make_unique<ClientExchange>(*session, request, ExchangeOptions{},
                                                    [this](const auto& answer) { result = answer; });
    }
    std::string ask(const OutgoingRequest& request)
    {
        begin(request);
        pass(11s);
        REQUIRE(result);
        return shown(*result);
    }

    /// As after SIGKILL: nobody is told, and the new one knows no session.
    void start_node_anew()
    {
        auto next = std::make_unique<Secure>();
        relay.serve(next->secure);
        node = std::move(next);
    }
};

}  // namespace

TEST_CASE("requests over DTLS")
{
    SecureClient client;
    CHECK(client.ask(get) == "2.05 0");
    CHECK(client.ask(post) == "2.04 ");
    CHECK(client.ask(get) == "2.05 1");
    CHECK(client.session->is_ready());
}

TEST_CASE("a key that the server does not take is told from silence")
{
    const std::array<ClientKey, 2> refused{ClientKey{"gateway", other_key}, ClientKey{"nobody", gateway_key}};
    for (const auto& key : refused) {
        CAPTURE(key.identity);
        SecureClient client{key};
        client.begin(get);
        client.pass(HandshakeWatch::patience + 500ms);
        REQUIRE(client.result);
        CHECK(client.result->error() == Errc::key_refused);
    }
}

TEST_CASE("silence is no refusal")
{
    SecureClient client;
    SUBCASE("from the beginning")
    {
        client.relay.serve(std::nullopt);
        CHECK(client.ask(get) == "no answer to the DTLS handshake");
        CHECK(client.result->error() == Errc::silent);
    }
    SUBCASE("in the handshake")
    {
        client.begin(get);
        client.relay.pump();
        client.node->process();
        client.relay.pump();
        client.relay.serve(std::nullopt);
        client.pass(11s);
        CHECK(shown(*client.result) == "it began the DTLS handshake but then stopped answering");
    }
}

TEST_CASE("a closed port is asked twice")
{
    const auto closed = free_port();
    SecureClient client{{"gateway", gateway_key}, closed};
    client.begin(get);
    SUBCASE("and stays closed")
    {
        client.pass(3s);
        REQUIRE(client.result);
        CHECK(client.result->error() == Errc::unreachable);
    }
    SUBCASE("the server starts just now")
    {
        client.settle();
        CHECK_FALSE(client.result);
        client.node->dtls.listen = {client.node->secure = {"127.0.0.1", closed}};
        client.node->adopt();
        client.pass(5s);
        REQUIRE(client.result);
        CHECK(shown(*client.result) == "2.05 0");
    }
}

TEST_CASE("a server that was started again is found within two seconds")
{
    SecureClient client;
    REQUIRE(client.ask(get) == "2.05 0");
    client.start_node_anew();
    SUBCASE("what may be done twice is sent again")
    {
        client.begin(get);
        client.pass(2s);
        REQUIRE(client.result);
        CHECK(shown(*client.result) == "2.05 0");
        CHECK(client.ask(post) == "2.04 ");
    }
    SUBCASE("of what must not be, the outcome is unknown")
    {
        client.begin(post);
        client.pass(6s);
        REQUIRE(client.result);
        CHECK(client.result->error() == Errc::outcome_unknown);
        CHECK(client.node->counter->count == 0);
        CHECK(client.ask(get) == "2.05 0");
    }
    SUBCASE("with another key it refuses")
    {
        client.node->dtls.identities = {{"gateway", other_key, Role::control}};
        client.node->adopt();
        client.begin(get);
        client.pass(6s);
        REQUIRE(client.result);
        CHECK(client.result->error() == Errc::key_refused);
    }
}

TEST_CASE("a server that is silent for a while keeps its session")
{
    SecureClient client;
    REQUIRE(client.ask(get) == "2.05 0");
    client.relay.losing = 1;  // the request
    SUBCASE("GET")
    {
        CHECK(client.ask(get) == "2.05 0");
    }
    SUBCASE("POST")
    {
        CHECK(client.ask(post) == "2.04 ");
        CHECK(client.node->counter->count == 1);
    }
    CHECK(client.relay.lost == 1);
    CHECK(client.node->server.traffic().sessions >= 1);
}

TEST_CASE("a message that nobody waits for any more is not sent after the handshake")
{
    SecureClient client;
    client.relay.serve(std::nullopt);
    CHECK(client.ask(post) == "no answer to the DTLS handshake");
    client.relay.serve(client.node->secure);
    CHECK(client.ask(get) == "2.05 0");
    CHECK(client.node->counter->count == 0);
}

TEST_CASE("a server that ends the session is shaken hands with again")
{
    SecureClient client;
    REQUIRE(client.ask(get) == "2.05 0");
    client.node->dtls.identities = {{"gateway", other_key, Role::control}};
    client.node->adopt();
    client.settle();
    client.node->dtls.identities = {{"gateway", gateway_key, Role::control}};
    client.node->adopt();
    CHECK(client.ask(get) == "2.05 0");
}
