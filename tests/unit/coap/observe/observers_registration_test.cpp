// SPDX-License-Identifier: MIT
/// What registers, and what the registration fixes for all that is told.
#include "coap/support/observer_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a copy of a registration is answered as the first one was, and what changed meanwhile is told")
{
    Observed node;
    auto request = observe("counter", "tk").with_text(option::uri_query, "c.pmin=4");
    request.message_id = 7;
    const auto first = node.exchange(node.client, request).value();
    node.time.advance(1s);
    node.counter->set(1);
    CHECK_FALSE(node.notification().has_value());
    const auto copy = node.exchange(node.client, request).value();
    CHECK(encoded(copy) == encoded(first));
    node.time.advance(3s);
    CHECK(node.notification().value().text() == "1");

    auto end = observe("counter", "tk", false);
    end.message_id = 8;
    CHECK_FALSE(sequence_of(node.exchange(node.client, end).value()).has_value());
    CHECK(encoded(node.exchange(node.client, request).value()) == encoded(first));
    CHECK(node.told(2) == "nothing");
}

TEST_CASE("a registration that fails ends what its token stood for")
{
    const Datagram failing[] = {observe("nothing"), observe(".well-known/core"),
                                observe("counter").with_text(option::uri_query, "c.gt=warm"),
                                observe("counter").with(option::accept, "32")};
    for (const auto& request : failing) {
        Observed node;
        CHECK(node.is_observation(observe("counter")));
        CHECK_FALSE(node.is_observation(request));
        CHECK(node.told(1) == "nothing");
    }
}

TEST_CASE("what is no observation")
{
    Observed node;
    CHECK_FALSE(node.is_observation(observe("nothing")));
    CHECK_FALSE(node.is_observation(observe(".well-known/core")));
    auto post = observe("counter");
    post.code = static_cast<std::uint8_t>(Method::post);
    CHECK_FALSE(node.is_observation(post));
    CHECK_FALSE(node.is_observation(observe("large").with(option::block2, "15")));  // its second block
    CHECK_FALSE(node.is_observation(observe("counter").with_text(option::uri_query, "c.gt=warm")));
    node.counter->failing = true;
    CHECK_FALSE(node.is_observation(observe("counter")));
    node.counter->failing = false;
    node.coap.anonymous = Role::none;
    node.adopt();
    CHECK_FALSE(node.is_observation(observe("counter")));
    CHECK_FALSE(node.notification().has_value());
}

TEST_CASE("conditions on the value need one")
{
    Observed node;
    for (const auto* query : {"c.gt=1", "c.lt=1", "c.st=1", "c.edge=1", "c.band"}) {
        auto request = observe("large").with_text(option::uri_query, query);
        if (std::string_view{query} == "c.band") request = request.with_text(option::uri_query, "c.lt=1");
        CHECK(code_of(node.answer(request)) == "4.00");
    }
    CHECK(node.is_observation(observe("large").with_text(option::uri_query, "c.pmin=10")));
}

TEST_CASE("Accept holds for notifications")
{
    Observed node;
    CHECK_FALSE(node.is_observation(observe("counter").with(option::accept, "32")));
    node.answer(observe("counter").with(option::accept, ""));
    CHECK(node.told(1) == "2.05 1");
}

TEST_CASE("an ETag of the registration makes 2.03 of a notification")
{
    Observed node;
    const auto tag = node.answer(ask(Method::get, "counter")).options.front();
    REQUIRE(tag.first == option::etag);
    auto request = observe("counter");
    request.options.insert(request.options.begin(), tag);
    const auto reply = node.answer(request);
    CHECK(code_of(reply) == "2.03");
    CHECK(sequence_of(reply).has_value());
    CHECK(node.told(1) == "2.05 1");
    CHECK(node.told(0) == "2.03 ");
}

TEST_CASE("an observer is told as Max-Age what it is promised")
{
    struct Row {
        std::string query;
        std::string max_age;
    };
    const Row rows[] = {{"", "14:3c"}, {"c.pmax=10", "14:0a"}, {"c.gt=5", "14:3c"}, {"c.gt=5/c.pmax=600", "14:0258"}};
    for (const auto& row : rows) {
        CAPTURE(row.query);
        Observed node;
        auto request = observe("counter");
        for (const auto& query : segments(row.query))
            request = request.with_text(option::uri_query, query);
        CHECK(node.answer(request).option_list().ends_with(row.max_age));
        node.time.advance(1s);
        node.counter->set(9);
        CHECK(node.notification().value().option_list().ends_with(row.max_age));
    }
}
