// SPDX-License-Identifier: MIT
#include "coap/seldom_line.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a line is due once a minute; what is left out is counted")
{
    FakeScheduler time;
    SeldomLine line{time};
    CHECK(line.is_due());
    CHECK_FALSE(line.is_due());
    time.advance(SeldomLine::interval - 1us);
    CHECK_FALSE(line.is_due());
    CHECK(line.dropped() == 2);
    time.advance(1us);
    CHECK(line.is_due());
    CHECK(line.dropped() == 2);
}
