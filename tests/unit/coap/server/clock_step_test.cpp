// SPDX-License-Identifier: MIT
/// The wall clock is set while a message is under way or a session rests: nobody notices.
#include "coap/support/dtls_client.hpp"
#include "coap/support/moved_clocks.hpp"
#include "coap/support/observer_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// A Pi that boots with the time of its shutdown is two days behind; one whose clock was wrong goes back.
constexpr Duration steps[] = {-10h, 0s, 48h};

struct Stepped : Observed {
    MovedClocks clocks;

    /// libcoap counts from its start: it has run for longer than the clock goes back.
    Stepped() { clocks.pass(24h); }

    /// Confirmable notifications are under way.
    void begin_notifying()
    {
        time.advance(1s);
        counter->set(1);
        time.advance(0s);
    }

    /// A second passes, for the loop's timers and for libcoap's.
    void pass_second()
    {
        clocks.pass(1s);
        time.advance(1s);
        process();
    }

    /// What the client gets within the time, in order.
    std::vector<Datagram> acknowledged(Duration patience)
    {
        std::vector<Datagram> all;
        for (Duration waited{}; waited < patience; waited += 1s) {
            pass_second();
            while (auto got = notification())
                all.push_back(std::move(*got));
        }
        return all;
    }
};

}  // namespace

TEST_CASE("observers that fall silent go in the usual time, whatever the wall clock does meanwhile")
{
    for (const auto step : steps) {
        CAPTURE(step.count());
        Stepped node;
        const UdpSocket silent[5];
        for (const auto& client : silent)
            CHECK(sequence_of(node.answer(client, observe("counter"))).has_value());
        node.begin_notifying();
        node.clocks.step_wall_clock(step);
        // RFC 7252 section 4.8.2: given up within MAX_TRANSMIT_WAIT, after four more copies.
        for (const auto& client : silent)
            CHECK(client.receive().has_value());
        for (Duration waited{}; waited < 94s; waited += 1s)
            node.pass_second();
        CHECK(node.server.traffic().observers == 0);
        for (const auto& client : silent) {
            int copies = 0;
            while (client.receive())
                ++copies;
            CHECK(copies == 4);
        }
    }
}

TEST_CASE("an observer that answers stays, whatever the wall clock does while it is asked")
{
    for (const auto step : steps) {
        CAPTURE(step.count());
        Stepped node;
        CHECK(node.is_observation(observe("counter")));
        node.begin_notifying();
        CHECK(node.client.receive().has_value());  // the first copy is lost
        node.clocks.step_wall_clock(step);
        const auto copies = node.acknowledged(60s);
        REQUIRE_FALSE(copies.empty());
        CHECK(copies.front().text() == "1");
        node.acknowledged(60s);
        CHECK(node.server.traffic().observers == 1);
        CHECK(node.told(7) == "2.05 7");
    }
}

TEST_CASE("an observer of whom nothing is heard goes, even where libcoap does not say so")
{
    Observed node;
    CHECK(node.is_observation(observe("counter")));
    node.time.advance(1s);
    node.counter->set(1);
    CHECK(node.notification(false).value().type == MessageType::con);
    node.time.advance(PendingNotifications::longest - 1s);
    CHECK(node.server.traffic().observers == 1);
    node.time.advance(1s);
    CHECK(node.server.traffic().observers == 0);
}

TEST_CASE("a DTLS session that rests outlives a step of the wall clock")
{
    const Bytes key(16, 0x11);
    for (const auto step : steps) {
        CAPTURE(step.count());
        ServerBench node;
        node.dtls.identities = {{"gateway", key, Role::control}};
        node.listen();
        DtlsClient gateway{node.secure, "gateway", key};
        const auto get = [&] {
            gateway.ask(Method::get, "counter");
            for (int rounds = 0; rounds < 2000 && !gateway.answered() && !gateway.closed(); ++rounds) {
                gateway.process();
                node.process();
                gateway.process();
                if (!gateway.answered()) gateway.wait(node.fds(), 10);
            }
            return gateway.answered() ? gateway.take_answer() : "no answer";
        };
        CHECK(get() == "2.05 0");
        MovedClocks clocks;
        clocks.step_wall_clock(step);
        clocks.pass(1min);
        node.time.advance(1min);  // idle sessions are looked through
        node.process();
        CHECK(node.server.traffic().sessions == 1);
        CHECK(get() == "2.05 0");
        CHECK_FALSE(gateway.closed());
    }
}
