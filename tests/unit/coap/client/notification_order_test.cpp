// SPDX-License-Identifier: MIT
#include "coap/client/notification_order.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

constexpr Instant start{24h};

struct Row {
    std::uint32_t before;
    std::uint32_t number;
    Duration later;
    bool is_newer;
};

// RFC 7641 section 3.4: (V1 < V2 and V2 - V1 < 2^23) or (V1 > V2 and V1 - V2 > 2^23) or (T2 > T1 + 128 s)
const std::vector<Row> rows{
    {5, 6, 1s, true},         {5, 5, 1s, false},         {6, 5, 1s, false},        {0, 0x7fffff, 1s, true},
    {0, 0x800000, 1s, false}, {0xffffff, 0, 1s, true},   {0x800001, 0, 1s, true},  {0x800000, 0, 1s, false},
    {0, 0xffffff, 1s, false}, {6, 5, 128s, false},       {6, 5, 128s + 1us, true}, {6, 6, 128s + 1us, true},
    {5, 0x1000006, 1s, true}, {5, 0x1000005, 1s, false},
};

}  // namespace

TEST_CASE("a notification is newer by its number, or by its time")
{
    for (const auto& row : rows) {
        CAPTURE(row.before);
        CAPTURE(row.number);
        NotificationOrder order;
        CHECK(order.accept(row.before, start));
        CHECK(order.accept(row.number, start + row.later) == row.is_newer);
    }
}

TEST_CASE("what is old does not count as the newest")
{
    NotificationOrder order;
    CHECK(order.accept(7, start));
    CHECK_FALSE(order.accept(5, start));
    CHECK_FALSE(order.accept(6, start));
    CHECK(order.accept(8, start));
    order.restart();
    CHECK(order.accept(1, start));
}

TEST_CASE("a registration is made anew before its state is stale, or soon after")
{
    CHECK(refresh_after(0) == 2s);
    CHECK(refresh_after(5) == 7s);
    CHECK(refresh_after(19) == 21s);
    CHECK(refresh_after(20) == 18s);
    CHECK(refresh_after(60) == 54s);
    CHECK(refresh_after(0xffffffff) == Duration{24h} * 9 / 10);
}

TEST_CASE("after an error it is made anew when that is over, later each time")
{
    CHECK(retry_after(0, 0) == 1s);
    CHECK(retry_after(5, 0) == 5s);
    CHECK(retry_after(5, 3) == 8s);
    CHECK(retry_after(60, 2) == 60s);
    CHECK(retry_after(1, 100) == 64s);
    CHECK(retry_after(0xffffffff, 0) == 1h);
}
