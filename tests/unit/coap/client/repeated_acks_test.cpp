// SPDX-License-Identifier: MIT
#include "coap/client/repeated_acks.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

namespace {

struct Acks {
    FakeScheduler time;
    std::vector<std::uint16_t> sent;
    RepeatedAcks acks{time, [this](std::uint16_t id) { sent.push_back(id); }};

    std::vector<std::uint16_t> pass(Duration duration)
    {
        time.advance(duration);
        return std::exchange(sent, {});
    }
};

using Ids = std::vector<std::uint16_t>;

}  // namespace

TEST_CASE("an acknowledgement is repeated twice")
{
    Acks acks;
    acks.acks.note(7);
    CHECK(acks.pass(1s - 1us).empty());
    CHECK(acks.pass(1us) == Ids{7});
    CHECK(acks.pass(3s - 1us).empty());
    CHECK(acks.pass(1us) == Ids{7});
    CHECK(acks.pass(1h).empty());
}

TEST_CASE("each message has its own times")
{
    Acks acks;
    acks.acks.note(7);
    acks.pass(500ms);
    acks.acks.note(8);
    CHECK(acks.pass(500ms) == Ids{7});
    CHECK(acks.pass(500ms) == Ids{8});
    acks.acks.note(7);  // another message after all these
    CHECK(acks.pass(1s) == Ids{7});
    CHECK(acks.pass(1h) == Ids{8, 7});
}

TEST_CASE("only so many are kept")
{
    Acks acks;
    for (std::uint16_t id = 0; id <= RepeatedAcks::most_kept; ++id)
        acks.acks.note(id);
    const auto first = acks.pass(1s);
    CHECK(first.size() == RepeatedAcks::most_kept);
    CHECK(first.front() == 1);
    CHECK(acks.pass(1h).size() == RepeatedAcks::most_kept);
    CHECK(acks.time.pending() == 0);
}
