// SPDX-License-Identifier: MIT
#include "coap/wire/context.hpp"

#include "coap/support/datagram.hpp"
#include "coap/support/moved_clocks.hpp"
#include "coap/support/udp_socket.hpp"
#include "coap/wire/library.hpp"
#include "coap/wire/listen_address.hpp"
#include "service/sd_event_loop.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr SessionLimits limits{.idle_sessions = 100, .handshake_sessions = 1, .idle_timeout = 60s};

/// Notes what libcoap is about to read: "CON 17", "ACK 18", by type and message ID.
class Witness final : public ContextHandler {
public:
    void on_datagram(const ReceivedDatagram& datagram) noexcept override
    {
        const auto head = datagram.bytes;
        const auto* const type = std::array{"CON", "NON", "ACK", "RST"}[head[0] >> 4 & 3U];
        seen.push_back(std::string{type} + ' ' + std::to_string(big_endian_16(head[2], head[3])));
        if (as_empty_message(datagram)) ++empty_messages;
        if (then) then();
    }

    std::vector<std::string> seen;
    int empty_messages = 0;
    std::function<void()> then;
};

Bytes request(std::uint16_t message_id)
{
    auto message = ask(Method::get, "anything");
    message.message_id = message_id;
    return encoded(message);
}

Bytes empty(MessageType type, std::uint16_t message_id)
{
    return encoded({.type = type, .code = 0, .message_id = message_id, .token = "", .options = {}, .payload = {}});
}

struct Endpoint {
    Listen at;
    OpenEndpoint open;
};

Endpoint open(Context& context)
{
    static const CoapLibrary library{LogLevel::error};
    for (int tries = 0; tries < 10; ++tries) {
        const Listen at{"127.0.0.1", free_port()};
        if (auto endpoint = context.open_endpoint(at, COAP_PROTO_UDP)) return {at, std::move(*endpoint)};
    }
    throw std::runtime_error{"no free port"};
}

}  // namespace

TEST_CASE("several datagrams are read in one wake-up, and each is seen before libcoap gets it")
{
    FakeScheduler time;
    Witness witness;
    Context context{time, witness, limits};
    const auto endpoint = open(context);
    const UdpSocket client;
    client.send(endpoint.at, request(1));
    client.send(endpoint.at, empty(MessageType::ack, 2));
    client.send(endpoint.at, request(3));
    client.send(endpoint.at, empty(MessageType::rst, 4));
    client.send(endpoint.at, request(5));
    context.process();
    CHECK(witness.seen == std::vector<std::string>{"CON 1", "ACK 2", "CON 3", "RST 4", "CON 5"});
    CHECK(witness.empty_messages == 2);
    for (const int message_id : {1, 3, 5}) {
        const auto answer = client.receive();
        REQUIRE(answer.has_value());
        CHECK(decoded(*answer).message_id == message_id);
    }
}

TEST_CASE("a flood at one endpoint leaves the other one its turn in the same wake-up")
{
    constexpr std::uint16_t most = Context::most_reads_per_wakeup;
    constexpr std::uint16_t quiet_client = 1000;
    FakeScheduler time;
    Witness witness;
    Context context{time, witness, limits};
    const auto flooded = open(context);
    const auto quiet = open(context);
    const UdpSocket client;
    for (std::uint16_t i = 0; i < 2 * most + 1; ++i)
        client.send(flooded.at, request(i));
    client.send(quiet.at, request(quiet_client));

    context.process();
    CHECK(witness.seen.size() == most + 1);
    CHECK(std::count(witness.seen.begin(), witness.seen.end(), "CON 1000") == 1);
    context.process();
    CHECK(witness.seen.size() == 2 * most + 1);
    context.process();
    CHECK(witness.seen.size() == 2 * most + 2);
}

TEST_CASE("a flood that does not end leaves timers their turn")
{
    constexpr std::size_t far_too_many = 100'000;
    SdEventLoop loop;
    Witness witness;
    Context context{loop, witness, limits};
    const auto endpoint = open(context);
    const UdpSocket client;
    const auto datagram = request(1);
    witness.then = [&] {
        client.send(endpoint.at, datagram);
        if (witness.seen.size() > far_too_many) loop.quit(1);
    };
    for (std::size_t i = 0; i < Context::most_reads_per_wakeup; ++i)
        client.send(endpoint.at, datagram);
    Timer timer;
    int wakeups = 0;
    const auto watch = loop.on_readable(context.fd(), [&] {
        context.process();
        if (++wakeups == 2) timer = loop.after(1ms, [&] { loop.quit(0); });
    });
    CHECK(loop.run() == 0);
    CHECK(witness.seen.size() > Context::most_reads_per_wakeup);
}

TEST_CASE("what is sent within a wake-up is repeated in its time, though a later timer was set before")
{
    MovedClocks clocks;
    FakeScheduler time;
    Witness witness;
    Context context{time, witness, limits};
    const auto endpoint = open(context);
    const UdpSocket client;
    client.send(endpoint.at, request(1));
    context.process();  // the session is idle in a minute

    const UdpSocket server;
    const auto remote = to_coap_address({"127.0.0.1", server.port()}).value();
    const SessionPtr session{coap_new_client_session(&context.get(), nullptr, &remote, COAP_PROTO_UDP)};
    REQUIRE(session);
    for (std::uint16_t round = 2; round < 5; ++round) {  // libcoap would set its own timer for the first one
        witness.then = [&] {
            auto* const confirmable = coap_pdu_init(COAP_MESSAGE_CON, COAP_REQUEST_CODE_GET, round, 64);
            CHECK(coap_send(session.get(), confirmable) == round);
        };
        client.send(endpoint.at, request(round));
        clocks.pass(1s);
        context.process();
        CHECK(server.receive());
        CHECK_FALSE(server.receive());
        clocks.pass(4s);  // ACK_TIMEOUT * ACK_RANDOM_FACTOR is 3 s
        time.advance(4s);
        CHECK(server.receive());
        server.send({"127.0.0.1", server.sender_port()}, empty(MessageType::ack, round));
        witness.then = nullptr;
        context.process();
    }
}

TEST_CASE("libcoap's walk of its sessions is put off for so long, and not when something has happened")
{
    constexpr coap_tick_t now = 1'000'000;
    constexpr auto wait = SessionWalk::longest_wait;
    const ContextPtr context{coap_new_context(nullptr)};
    SessionWalk walk;

    walk.offer(*context, now);
    CHECK_FALSE(walk.is_put_off());  // the first one
    CHECK(walk.offer(*context, now + 1) == wait - 1);
    CHECK(walk.is_put_off());
    walk.offer(*context, now + wait - 1);
    CHECK(walk.is_put_off());
    walk.offer(*context, now + wait);
    CHECK_FALSE(walk.is_put_off());

    walk.offer(*context, now + wait + 1);
    CHECK(walk.is_put_off());
    walk.require();
    walk.offer(*context, now + wait + 2);
    CHECK_FALSE(walk.is_put_off());
}
