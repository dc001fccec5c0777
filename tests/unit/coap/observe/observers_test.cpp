// SPDX-License-Identifier: MIT
#include "coap/support/observer_bench.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <set>

using namespace coapnode;

TEST_CASE("a change is notified under the registration's token, with a sequence that rises")
{
    Observed node;
    const auto first = node.answer(observe("counter", "abc"));
    CHECK(code_of(first) == "2.05");
    auto last = sequence_of(first);
    REQUIRE(last.has_value());
    std::set<std::uint16_t> message_ids;
    for (int i = 1; i <= 40; ++i) {
        CAPTURE(i);
        node.time.advance(1s);
        node.counter->set(i);
        const auto got = node.notification();
        REQUIRE(got.has_value());
        CHECK(code_of(*got) == "2.05");
        CHECK(got->text() == std::to_string(i));
        CHECK(got->token == "abc");
        CHECK(message_ids.insert(got->message_id).second);
        const auto sequence = sequence_of(*got);
        REQUIRE(sequence.has_value());
        const auto ahead = (*sequence - *last) & 0xffffff;
        CHECK(ahead > 0);
        CHECK(ahead < 0x800000);
        last = sequence;
        // The first shows that the address is true; then one in sixteen.
        const bool confirmable = static_cast<unsigned>(i - 1) % Delivery::confirm_every == 0;
        CHECK(got->type == (confirmable ? MessageType::con : MessageType::non));
        CHECK(got->option_list().find("4:") == 0);                    // an ETag
        CHECK(got->option_list().find(" 14:") != std::string::npos);  // Max-Age
    }
}

TEST_CASE("a change within a request is notified after its reply, and many at once as one")
{
    Observed node;
    node.answer(observe("counter"));
    node.time.advance(1s);
    for (int i = 0; i < 3; ++i)
        CHECK(code_of(node.answer(ask(Method::post, "counter"))) == "2.04");
    const auto got = node.notification();
    REQUIRE(got.has_value());
    CHECK(got->text() == "3");
    CHECK_FALSE(node.notification().has_value());
}

TEST_CASE("changes in quick succession are notified with a little distance, the newest last")
{
    Observed node;
    node.answer(observe("counter"));
    CHECK(node.told(1) == "2.05 1");
    node.counter->set(2);
    CHECK_FALSE(node.notification().has_value());
    node.counter->set(3);
    node.time.advance(ConditionalAttributes::shortest_period);
    CHECK(node.notification().value().text() == "3");
}

TEST_CASE("what ends an observation")
{
    struct Row {
        std::string what;
        std::function<void(Observed&)> act;
        bool ends;
    };
    const Row rows[] = {
        {"Observe: 1", [](Observed& node) { CHECK_FALSE(node.is_observation(observe("counter", "tk", false))); }, true},
        {"Observe: 1 of another token",
         [](Observed& node) { CHECK_FALSE(node.is_observation(observe("counter", "other", false))); }, false},
        {"a plain GET of another token",
         [](Observed& node) {
             auto request = ask(Method::get, "counter");
             request.token = "other";
             node.answer(request);
         },
         false},
        {"Observe: 1 from elsewhere",
         [](Observed& node) {
             const UdpSocket stranger;
             node.answer(stranger, observe("counter", "tk", false));
         },
         false},
        {"the same token for something else", [](Observed& node) { CHECK(node.is_observation(observe("large"))); },
         true},
        {"an Observe that means nothing",
         [](Observed& node) {
             auto request = ask(Method::get, "counter");
             request.options.insert(request.options.begin(), {option::observe, from_hex("07")});
             CHECK_FALSE(sequence_of(node.answer(request)).has_value());
         },
         false},
        {"a reset",
         [](Observed& node) {
             node.counter->set(5);
             const auto got = node.notification(false).value();
             CHECK(got.type == MessageType::con);
             node.reply_empty(node.client, MessageType::rst, got);
         },
         true},
        {"a reset of what was not confirmable",
         [](Observed& node) {
             CHECK(node.told(5) == "2.05 5");
             node.time.advance(1s);
             node.counter->set(6);
             const auto got = node.notification().value();
             CHECK(got.type == MessageType::non);
             node.reply_empty(node.client, MessageType::rst, got);
         },
         true},
        {"a reset that comes when there is a newer one",
         [](Observed& node) {
             CHECK(node.told(5) == "2.05 5");
             node.time.advance(1s);
             node.counter->set(6);
             const auto got = node.notification().value();
             CHECK(node.told(7) == "2.05 7");
             node.reply_empty(node.client, MessageType::rst, got);
         },
         true},
        {"a reset of it from elsewhere",
         [](Observed& node) {
             CHECK(node.told(5) == "2.05 5");
             node.time.advance(1s);
             node.counter->set(6);
             const UdpSocket stranger;
             node.reply_empty(stranger, MessageType::rst, node.notification().value());
         },
         false},
        {"a reset of something else",
         [](Observed& node) {
             CHECK(node.told(5) == "2.05 5");
             node.time.advance(1s);
             node.counter->set(6);
             auto got = node.notification().value();
             ++got.message_id;
             node.reply_empty(node.client, MessageType::rst, got);
         },
         false},
        {"an acknowledgement of what was not confirmable",
         [](Observed& node) {
             CHECK(node.told(5) == "2.05 5");
             node.time.advance(1s);
             node.counter->set(6);
             node.reply_empty(node.client, MessageType::ack, node.notification().value());
         },
         false},
        {"an acknowledgement",
         [](Observed& node) {
             node.counter->set(5);
             CHECK(node.notification().has_value());
         },
         false},
        {"its endpoint closes and opens again",
         [](Observed& node) {
             const auto listen = std::exchange(node.coap.listen, {});
             node.counter->set(5);
             CHECK(node.notification(false).has_value());  // under way when it closes
             node.adopt();
             node.coap.listen = listen;
             node.adopt();
         },
         true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Observed node;
        REQUIRE(node.is_observation(observe("counter")));
        node.time.advance(1s);
        row.act(node);
        node.time.advance(1s);
        CHECK(node.told(9) == (row.ends ? "nothing" : "2.05 9"));
    }
}

TEST_CASE("a failure is told with its cause and ends the observation; so do a lost role and a lost resource")
{
    struct Row {
        std::string what;
        std::function<void(Observed&)> act;
        std::string told;
    };
    std::unique_ptr<Site> other;
    const Row rows[] = {
        {"failing",
         [](Observed& node) {
             node.counter->failing = true;
             node.counter->changed.emit();
         },
         "5.03 no answer at 0x44 on /dev/i2c-1"},
        {"role",
         [](Observed& node) {
             node.coap.anonymous = Role::none;
             node.adopt();
         },
         "4.01 this needs DTLS and an identity whose role allows it"},
        {"resource",
         [&](Observed& node) {
             other = std::make_unique<Site>(std::vector<std::unique_ptr<Resource>>{});
             node.adopt(*other);
         },
         "4.04 no such resource: see /.well-known/core"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Observed node;
        node.answer(observe("counter"));
        CHECK(node.told(1) == "2.05 1");
        node.time.advance(1s);
        row.act(node);
        const auto got = node.notification().value();
        CHECK(code_of(got) + ' ' + got.text() == row.told);
        CHECK_FALSE(sequence_of(got).has_value());
        node.counter->failing = false;
        CHECK(node.told(2) == "nothing");
    }
}

TEST_CASE("a last word that is acknowledged before the loop turns holds up nobody else")
{
    Observed node;
    node.answer(observe("counter"));
    node.answer(observe("large", "large"));
    node.time.advance(1s);
    std::vector<std::unique_ptr<Resource>> rest;
    rest.push_back(std::make_unique<Large>());
    auto& large = static_cast<Large&>(*rest.front());
    Site site{std::move(rest)};
    node.adopt(site);
    const auto last = decoded(node.client.receive().value());
    CHECK(code_of(last) == "4.04");
    node.reply_empty(node.client, MessageType::ack, last);
    node.time.advance(1s);
    large.changed.emit();
    CHECK(node.notification().value().token == "large");
    node.adopt();
}

TEST_CASE("after a reload an observer goes on with the new resource, and is told what changed with it")
{
    Observed node;
    node.answer(observe("counter"));
    CHECK(node.told(1) == "2.05 1");
    auto* const before = node.counter;
    Site next{node.make_site()};
    node.counter->count = 1;
    node.adopt(next);
    CHECK_FALSE(node.notification().has_value());  // it says the same
    CHECK(node.told(2) == "2.05 2");
    node.time.advance(1s);
    before->set(7);
    CHECK_FALSE(node.notification().has_value());

    Site last{node.make_site()};
    node.counter->count = 3;
    node.adopt(last);
    CHECK(node.notification().value().text() == "3");

    // A sensor that was wired anew has nothing to say at first; that is no failure.
    Site unready{node.make_site()};
    node.counter->failing = true;
    node.adopt(unready);
    CHECK_FALSE(node.notification().has_value());
    node.counter->failing = false;
    CHECK(node.told(4) == "2.05 4");
    node.adopt(node.site);
}

TEST_CASE("conditions are kept")
{
    Observed node;
    node.answer(observe("counter").with_text(option::uri_query, "c.gt=25"));
    CHECK(node.told(20) == "nothing");
    CHECK(node.told(26) == "2.05 26");
    CHECK(node.told(27) == "nothing");
    node.answer(observe("counter").with_text(option::uri_query, "c.pmax=30"));
    node.time.advance(29s);
    CHECK_FALSE(node.notification().has_value());
    node.time.advance(1s);
    const auto got = node.notification().value();
    CHECK(got.text() == "27");
    node.answer(observe("counter").with_text(option::uri_query, "c.con=1"));
    for (int i = 0; i < 5; ++i) {
        node.time.advance(1s);
        node.counter->set(i);
        CHECK(node.notification().value().type == MessageType::con);
    }
    // Unacknowledged: the next waits, and is the newest.
    node.time.advance(1s);
    node.counter->set(10);
    const auto unanswered = node.notification(false).value();
    for (int i = 11; i < 15; ++i)
        CHECK(node.told(i) == "nothing");
    node.reply_empty(node.client, MessageType::ack, unanswered);
    CHECK(node.notification().value().text() == "14");
}

TEST_CASE("of a large body the first block is notified; the others are of the same state")
{
    Observed node;
    CHECK(node.is_observation(observe("large")));
    node.time.advance(1s);
    node.large->letter = 'y';
    node.large->changed.emit();
    const auto got = node.notification().value();
    CHECK(got.text() == std::string(512, 'y'));
    CHECK(got.option_list().find("23:0d") != std::string::npos);
    node.large->letter = 'z';
    const auto second = node.answer(ask(Method::get, "large").with(option::block2, "1d"));
    CHECK(second.text() == std::string(512, 'y'));

    node.answer(observe("large", "sm").with(option::block2, "02"));
    node.time.advance(1s);
    node.large->changed.emit();
    std::set<std::size_t> sizes;
    while (const auto next = node.notification())
        sizes.insert(next->payload.size());
    CHECK(sizes == std::set<std::size_t>{64, 512});  // each as it was asked for
}
