// SPDX-License-Identifier: MIT
#include "coapnode/core/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>

using namespace coapnode;

TEST_CASE("random bytes fill all of what is given, and differ each time")
{
    for (const std::size_t size : {32U, 4096U}) {
        CAPTURE(size);
        Bytes first(size);
        Bytes second(size);
        REQUIRE(fill_with_random(first));
        REQUIRE(fill_with_random(second));
        CHECK((first != second));
        CHECK(std::any_of(first.end() - 16, first.end(), [](std::uint8_t byte) { return byte != 0; }));
    }
    CHECK(fill_with_random({}));
}
