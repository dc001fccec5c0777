// SPDX-License-Identifier: MIT
#include "coap/server/reply_budget.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a network has a burst, and what comes back with time")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    budget.spend(network_named("a"), ReplyBudget::burst - ReplyBudget::bytes_per_second);
    CHECK(budget.has_left(network_named("a")));
    budget.spend(network_named("a"), ReplyBudget::bytes_per_second);
    CHECK_FALSE(budget.has_left(network_named("a")));
    CHECK(budget.has_left(network_named("b")));

    time.advance(1s);
    CHECK(budget.has_left(network_named("a")));
    budget.spend(network_named("a"), ReplyBudget::bytes_per_second);
    CHECK_FALSE(budget.has_left(network_named("a")));

    time.advance(1h);
    budget.spend(network_named("a"), ReplyBudget::burst - 1);
    CHECK(budget.has_left(network_named("a")));
}

TEST_CASE("an empty budget is not overdrawn further, so that it comes back in time")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    for (int i = 0; i < 1000; ++i)
        budget.spend(network_named("a"), ReplyBudget::burst);
    time.advance(1s);
    CHECK(budget.has_left(network_named("a")));
}

TEST_CASE("past as many networks as fit others have no budget, until one of those is full again")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    for (std::size_t i = 0; i < ReplyBudget::capacity; ++i) {
        CHECK(budget.has_left(network_named("one more")));
        budget.spend(network_named(std::to_string(i)), ReplyBudget::bytes_per_second);
    }
    CHECK_FALSE(budget.has_left(network_named("one more")));
    budget.spend(network_named("one more"), 1);
    time.advance(1s - 1us);
    CHECK_FALSE(budget.has_left(network_named("one more")));
    time.advance(1us);
    CHECK(budget.has_left(network_named("one more")));
}
