// SPDX-License-Identifier: MIT
/// What forged addresses, silent clients and many of them can have.
#include "coap/support/observer_bench.hpp"
#include "support/thinned.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <set>
#include <string>

using namespace coapnode;

TEST_CASE("an address that never acknowledges is not told for ever")
{
    Observed node;
    node.answer(observe("counter"));
    int told = 0;
    for (int i = 1; i < 90; ++i) {
        node.time.advance(1s);
        node.counter->set(i);
        told += node.notification(false) ? 1 : 0;
        // The first is not acknowledged within two seconds: from then on one in three (RFC 7641 section 4.5.1).
        if (i == 20) CHECK(told == 2 + 18 / 3);
    }
    CHECK(told == int{Delivery::confirm_every});
}

TEST_CASE("an address that was never heard of again is asked after a minute, also when nothing changes")
{
    Observed node;
    node.answer(observe("counter"));
    node.time.advance(Delivery::proving_interval - 1s);
    CHECK_FALSE(node.notification().has_value());
    node.time.advance(1s);
    const auto got = node.notification().value();
    CHECK(got.type == MessageType::con);
    CHECK(got.text() == "0");
    // It answered; from now on half a day is enough.
    node.time.advance(Delivery::confirm_interval - 1s);
    CHECK_FALSE(node.notification().has_value());
    node.time.advance(2s);
    CHECK(node.notification().value().type == MessageType::con);
}

TEST_CASE("past a limit the GET is answered without Observe")
{
    struct Row {
        std::string what;
        LimitsConfig limits;
        std::size_t most;  ///< of 100 that ask, one half each for two resources
    };
    LimitsConfig limits;
    CHECK(limits.observers == 256);
    CHECK(limits.observers_per_resource == 64);
    const Row rows[] = {
        {"in all", {.observers = 10}, 10},
        {"of one resource", {.observers_per_resource = 10}, 20},
        {"off", {.observers = 0}, 0},
        {"of one session", {.observers = 1000, .observers_per_resource = 1000}, ObserverRegistry::most_per_session},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Observed node;
        node.limits = row.limits;
        node.adopt();
        std::size_t observing = 0;
        for (int i = 0; i < 100; ++i) {
            const auto reply = node.answer(observe(i % 2 == 0 ? "counter" : "large", "t" + std::to_string(i)));
            CHECK(code_of(reply) == "2.05");
            if (sequence_of(reply)) ++observing;
        }
        CHECK(observing == row.most);
        // Who is in may renew, and who leaves makes room.
        if (row.most == 0) continue;
        CHECK(node.is_observation(observe("counter", "t0")));
        CHECK_FALSE(node.is_observation(observe("counter", "new")));
        node.answer(observe("counter", "t0", false));
        CHECK(node.is_observation(observe("counter", "new")));
    }
}

TEST_CASE("an observer's session is not an idle one, others push each other out as ever")
{
    Observed node;
    node.answer(observe("counter"));
    for (unsigned i = 0; i < 2 * PlainPort::limits.idle_sessions; ++i) {
        const UdpSocket passing;
        CHECK(node.exchange(passing, ask(Method::get, "counter")).has_value());
    }
    CHECK(node.told(1) == "2.05 1");
}

TEST_CASE("confirmable notifications are spread")
{
    Observed node;
    node.limits = {.observers = 100, .observers_per_resource = 100};
    node.adopt();
    std::deque<UdpSocket> clients(PendingNotifications::most + 10);
    for (const auto& client : clients)
        node.answer(client, observe("counter"));
    node.time.advance(1s);
    node.counter->set(1);
    std::size_t confirmable = 0;
    for (const auto& client : clients) {
        const auto got = node.notification(client, false, 1000);  // so many at once take a moment
        REQUIRE(got.has_value());
        if (got->type == MessageType::con) ++confirmable;
    }
    CHECK(confirmable == PendingNotifications::most);
}

TEST_CASE("one that is silent does not hold up others")
{
    Observed node;
    const UdpSocket silent;
    node.answer(silent, observe("large"));
    node.answer(observe("counter").with_text(option::uri_query, "c.con=1"));
    node.answer(observe("counter", "plain"));
    node.time.advance(1s);
    node.large->changed.emit();
    CHECK(node.notification(silent, false).value().type == MessageType::con);
    for (int i = 1; i <= 40; ++i) {
        CAPTURE(i);
        node.time.advance(1s);
        node.counter->set(i);
        std::set<std::string> told;
        while (const auto got = node.notification())
            told.insert(got->token + ' ' + got->text());
        CHECK(told == std::set{"plain " + std::to_string(i), "tk " + std::to_string(i)});
    }
}

TEST_CASE("of one session one confirmable notification is under way, whatever it observes")
{
    Observed node;
    for (const auto* token : {"a", "b", "c"})
        CHECK(node.is_observation(observe("counter", token).with_text(option::uri_query, "c.con=1")));
    node.time.advance(1s);
    node.counter->set(1);
    const auto first = node.notification(false).value();
    node.time.advance(5s);
    CHECK_FALSE(node.notification(false).has_value());
    node.reply_empty(node.client, MessageType::ack, first);
    std::set<std::string> told{first.token};
    for (int i = 0; i < 4; ++i) {
        node.time.advance(Delivery::held_interval);
        while (const auto got = node.notification())
            told.insert(got->token);
    }
    CHECK(told == std::set<std::string>{"a", "b", "c"});
}

TEST_CASE("c.pmin holds for the question who is there, too")
{
    Observed node;
    node.answer(observe("counter").with_text(option::uri_query, "c.pmin=300"));
    node.time.advance(299s);
    CHECK_FALSE(node.notification().has_value());
    node.time.advance(1s);
    CHECK(node.notification().value().type == MessageType::con);
}

TEST_CASE("many failures with 100 observers")
{
    Observed node;
    node.limits.observers_per_resource = 100;
    node.adopt();
    std::deque<UdpSocket> clients(2);
    for (int failure = 0; failure < thinned(1000); ++failure) {
        for (int i = 0; i < 100; ++i) {
            const auto reply = node.answer(clients[i < 50 ? 0 : 1], observe("counter", "t" + std::to_string(i)));
            if (!sequence_of(reply)) FAIL("no observation");
        }
        node.time.advance(1s);
        node.counter->failing = true;
        node.counter->changed.emit();
        int told = 0;
        for (const auto& client : clients) {
            while (const auto got = node.notification(client))
                told += code_of(*got) == "5.03" ? 1 : 0;
        }
        node.counter->failing = false;
        if (told != 100) FAIL("not all were told: ", told);
    }
    CHECK(node.told(1) == "nothing");
}

TEST_CASE("an unproven address in a network that has drawn too much gets nothing until it acknowledges")
{
    Observed node;
    const UdpSocket greedy;
    const auto exhaust = [&] {
        while (node.answer(greedy, ask(Method::get, "large")).payload.size() > 128) {
        }
    };
    node.answer(observe("counter"));
    node.time.advance(1s);
    exhaust();
    node.counter->set(1);
    const auto first = node.notification(false).value();
    CHECK(first.type == MessageType::con);
    node.time.advance(1s);
    exhaust();
    node.counter->set(2);
    CHECK_FALSE(node.notification().has_value());
    node.reply_empty(node.client, MessageType::ack, first);
    CHECK(node.notification().value().text() == "2");
}
