// SPDX-License-Identifier: MIT
#include "coapnode/core/fence.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

using namespace coapnode;

TEST_CASE("the fence lets an act through and knows when it threw")
{
    int trips = 0;
    Fence fence{[&] { ++trips; }};

    CHECK(fence.run([] {}));
    CHECK_NOTHROW(fence.rethrow());
    CHECK(trips == 0);

    CHECK_FALSE(fence.run([] { throw std::runtime_error{"first"}; }));
    CHECK_FALSE(fence.run([] { throw 2; }));
    CHECK_MESSAGE(trips == 1, "only the first one trips it");
    CHECK_THROWS_WITH(fence.rethrow(), "first");
    CHECK_NOTHROW(fence.rethrow());
}

TEST_CASE("an exception says what it was, whatever its type")
{
    std::string told;
    const auto tell = [&](const std::exception_ptr& thrown) { told = message_of(thrown); };
    CHECK(fenced([] {}, tell));
    CHECK(told.empty());
    CHECK_FALSE(fenced([] { throw std::runtime_error{"out of luck"}; }, tell));
    CHECK(told == "out of luck");
    CHECK_FALSE(fenced([] { throw 2; }, tell));
    CHECK(told == "an exception of an unknown type");
}
