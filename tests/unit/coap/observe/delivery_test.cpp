// SPDX-License-Identifier: MIT
#include "coap/observe/delivery.hpp"

#include "coap/support/fake_host.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace coapnode;

namespace {

constexpr std::uint32_t half_of_all = 0x80'0000;

struct DeliveryBench {
    FakeSessions sessions;
    FakeHost host;
    Delivery delivery;
    Instant now{1000s};

    Observer observer(std::size_t session = 0, const ConditionalAttributes& attributes = {})
    {
        Observer made{.host = &host,
                      .session = &sessions[session],
                      .held = nullptr,
                      .peer = peer_named(std::to_string(session)),
                      .token = "tk",
                      .request = {},
                      .block2 = {},
                      .conditions = ConditionalObserver{attributes, now, std::nullopt},
                      .etag = {},
                      .is_proven = host.secure};
        Delivery::begin(made, std::nullopt, now);
        return made;
    }

    /// What is sent to the observer now.
    std::string notify(Observer& observer)
    {
        static_cast<void>(delivery.notify(observer, {}, now));
        return host.take();
    }
    /// The client acknowledges what is under way.
    void acknowledge(Observer& observer)
    {
        delivery.pending().end(*observer.session);
        Delivery::acknowledged(observer, now);
    }
};

}  // namespace

TEST_CASE("an address that nothing proves is asked first, and given no more than a few until it answers")
{
    DeliveryBench bench;
    auto observer = bench.observer();
    CHECK(bench.notify(observer) == "CON tk");
    bench.now += Delivery::silent_interval;
    unsigned unconfirmed = 0;
    for (unsigned i = 0; i < 2 * Delivery::confirm_every; ++i, bench.now += Delivery::silent_interval)
        unconfirmed += bench.notify(observer) == "NON tk" ? 1U : 0U;
    CHECK(unconfirmed == Delivery::confirm_every - 1);

    bench.acknowledge(observer);
    CHECK(observer.is_proven);
    CHECK(bench.notify(observer) == "CON tk");
}

TEST_CASE("a network that has drawn its budget is sent confirmable ones alone, until its address is proven")
{
    DeliveryBench bench;
    bench.host.draws = false;
    auto observer = bench.observer();
    CHECK(bench.notify(observer) == "CON tk");
    bench.now += Delivery::silent_interval;
    CHECK(bench.notify(observer).empty());
    CHECK(observer.held_until == bench.now + Delivery::held_interval);
    bench.acknowledge(observer);
    CHECK(observer.held_until == bench.now);
    CHECK(bench.notify(observer) == "NON tk");
}

TEST_CASE("one in so many is confirmable, and one in half a day")
{
    DeliveryBench bench;
    bench.host.secure = true;
    auto observer = bench.observer();
    for (unsigned i = 1; i < Delivery::confirm_every; ++i)
        CHECK(bench.notify(observer) == "NON tk");
    CHECK(bench.notify(observer) == "CON tk");
    bench.acknowledge(observer);
    bench.now += Delivery::confirm_interval - 1us;
    CHECK(bench.notify(observer) == "NON tk");
    bench.now += 1us;
    CHECK(bench.notify(observer) == "CON tk");
}

TEST_CASE("c.con: all are confirmable, one at a time")
{
    DeliveryBench bench;
    ConditionalAttributes confirmed;
    confirmed.con = true;
    auto observer = bench.observer(0, confirmed);
    CHECK(bench.notify(observer) == "CON tk");
    CHECK(bench.notify(observer).empty());
    bench.acknowledge(observer);
    CHECK(bench.notify(observer) == "CON tk");
}

TEST_CASE("confirmable ones have a bound in all: past it an observer gets others")
{
    DeliveryBench bench;
    for (std::size_t i = 0; i < PendingNotifications::most; ++i) {
        auto observer = bench.observer(i);
        CHECK(bench.notify(observer) == "CON tk");
    }
    auto late = bench.observer(PendingNotifications::most);
    CHECK(bench.notify(late) == "NON tk");
}

TEST_CASE("a session that is over ends the observation; a message that cannot be sent waits")
{
    DeliveryBench bench;
    auto observer = bench.observer();
    bench.host.sends = false;
    CHECK(bench.notify(observer).empty());
    CHECK_FALSE(observer.ended);
    CHECK(observer.held_until == bench.now + Delivery::held_interval);
    bench.host.sends = true;
    bench.host.open = false;
    CHECK(bench.notify(observer).empty());
    CHECK(observer.ended);
}

TEST_CASE("the last word ends the observation, whether it can be confirmable or not")
{
    DeliveryBench bench;
    auto observer = bench.observer();
    bench.delivery.conclude(observer, {}, bench.now);
    CHECK(observer.ended);
    CHECK(bench.host.take() == "CON tk");
    auto other = bench.observer();  // of the same session, where one is under way
    bench.delivery.conclude(other, {}, bench.now);
    CHECK(other.ended);
    CHECK(bench.host.take() == "NON tk");
}

TEST_CASE("the numbers of notifications rise with the clock, and where it stands still")
{
    DeliveryBench bench;
    bench.host.secure = true;
    auto observer = bench.observer();
    auto last = observer.sequence;
    for (const auto pause : {0s, 0s, 1s, 60s, 0s, 128s}) {
        bench.now += pause;
        REQUIRE(bench.notify(observer) == "NON tk");
        const auto ahead = (bench.host.last_sequence - last) & 0xff'ffff;
        CHECK(ahead > 0);
        CHECK(ahead < half_of_all);
        last = bench.host.last_sequence;
    }
}

TEST_CASE("a second registration goes on where the first one was")
{
    DeliveryBench bench;
    auto observer = bench.observer();
    const auto ahead_of_the_clock = (observer.sequence + 5) & 0xff'ffff;
    Delivery::begin(observer, ahead_of_the_clock, bench.now);
    CHECK(observer.sequence == ((ahead_of_the_clock + 1) & 0xff'ffff));
}

TEST_CASE("a host is told once of what may have to be sent again")
{
    DeliveryBench bench;
    auto one = bench.observer(0);
    auto other = bench.observer(1);
    bench.notify(one);
    bench.notify(other);
    bench.delivery.tell_senders();
    bench.delivery.tell_senders();
    CHECK(bench.host.flushed == 1);
}
