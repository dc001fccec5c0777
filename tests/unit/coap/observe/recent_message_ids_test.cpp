// SPDX-License-Identifier: MIT
#include "coap/observe/recent_message_ids.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("the message IDs that were used last are known, up to their bound")
{
    constexpr std::uint16_t oldest = 0xfff8;  // they go round
    RecentMessageIds ids;
    CHECK_FALSE(ids.contains(0));
    std::uint16_t next = oldest;
    for (std::size_t i = 0; i < RecentMessageIds::most; ++i)
        ids.add(next++);
    CHECK(ids.contains(oldest));
    CHECK(ids.contains(static_cast<std::uint16_t>(next - 1)));
    CHECK_FALSE(ids.contains(next));

    ids.add(next);
    CHECK(ids.contains(next));
    CHECK_FALSE(ids.contains(oldest));
    CHECK(ids.contains(static_cast<std::uint16_t>(oldest + 1)));
}
