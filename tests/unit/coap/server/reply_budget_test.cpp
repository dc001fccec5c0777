// SPDX-License-Identifier: MIT
#include "coap/server/reply_budget.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a network has a burst, and what comes back with time")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    budget.spend("a", ReplyBudget::burst - ReplyBudget::bytes_per_second);
    CHECK(budget.has_left("a"));
    budget.spend("a", ReplyBudget::bytes_per_second);
    CHECK_FALSE(budget.has_left("a"));
    CHECK(budget.has_left("b"));

    time.advance(1s);
    CHECK(budget.has_left("a"));
    budget.spend("a", ReplyBudget::bytes_per_second);
    CHECK_FALSE(budget.has_left("a"));

    time.advance(1h);
    budget.spend("a", ReplyBudget::burst - 1);
    CHECK(budget.has_left("a"));
}

TEST_CASE("an empty budget is not overdrawn further, so that it comes back in time")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    for (int i = 0; i < 1000; ++i)
        budget.spend("a", ReplyBudget::burst);
    time.advance(1s);
    CHECK(budget.has_left("a"));
}

TEST_CASE("past as many networks as fit others have no budget, until one of those is full again")
{
    FakeScheduler time;
    ReplyBudget budget{time};
    for (std::size_t i = 0; i < ReplyBudget::capacity; ++i) {
        CHECK(budget.has_left("one more"));
        budget.spend(std::to_string(i), ReplyBudget::bytes_per_second);
    }
    CHECK_FALSE(budget.has_left("one more"));
    budget.spend("one more", 1);
    time.advance(1s - 1us);
    CHECK_FALSE(budget.has_left("one more"));
    time.advance(1us);
    CHECK(budget.has_left("one more"));
}
