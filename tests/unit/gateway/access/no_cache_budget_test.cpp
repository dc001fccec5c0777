// SPDX-License-Identifier: MIT
#include "gateway/access/no_cache_budget.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a resource is asked anew once a second")
{
    NoCacheBudget budget;
    const Instant start{1h};
    CHECK(budget.spend("pi/t", start));
    CHECK(!budget.spend("pi/t", start));
    CHECK(budget.spend("pi/h", start + 500ms));
    CHECK(!budget.spend("pi/t", start + NoCacheBudget::pause - 1us));
    CHECK(budget.spend("pi/t", start + NoCacheBudget::pause));
    CHECK(!budget.spend("pi/t", start + NoCacheBudget::pause));
    CHECK(!budget.spend("pi/h", start + NoCacheBudget::pause));
    CHECK(budget.spend("pi/t", start + 1h));
}

TEST_CASE("a second has room for 256 resources")
{
    NoCacheBudget budget;
    const Instant start{1h};
    for (std::size_t i = 0; i < NoCacheBudget::most_resources; ++i)
        CHECK(budget.spend(std::to_string(i), start));
    CHECK(!budget.spend("one more", start));
    CHECK(!budget.spend("one more", start + NoCacheBudget::pause - 1us));
    CHECK(budget.spend("one more", start + NoCacheBudget::pause));
    CHECK(!budget.spend("one more", start + NoCacheBudget::pause));
}
