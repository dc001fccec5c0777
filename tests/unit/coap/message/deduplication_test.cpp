// SPDX-License-Identifier: MIT
#include "coap/message/deduplication.hpp"

#include "support/fake_scheduler.hpp"
#include "support/messages.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

ExchangeKey key_number(std::size_t number)
{
    return {peer_named("peer " + std::to_string(number / 65536)), 0, static_cast<std::uint16_t>(number % 65536), ""};
}

Response numbered(std::size_t number)
{
    auto reply = Response::changed();
    reply.max_age = static_cast<std::uint32_t>(number);
    return reply;
}

}  // namespace

TEST_CASE("an exchange is told by its peer, session, message ID and token")
{
    const ExchangeKey seen{peer_named("peer 3"), 1, 0x1234, "tok"};
    struct Row {
        std::string what;
        ExchangeKey key;
        bool known;
    };
    const Row rows[] = {
        {"the same", {peer_named("peer 3"), 1, 0x1234, "tok"}, true},
        {"another peer", {peer_named("peer 4"), 1, 0x1234, "tok"}, false},
        {"another session", {peer_named("peer 3"), 2, 0x1234, "tok"}, false},
        {"no session", {peer_named("peer 3"), 0, 0x1234, "tok"}, false},
        {"another message ID", {peer_named("peer 3"), 1, 0x1235, "tok"}, false},
        {"another token", {peer_named("peer 3"), 1, 0x1234, "to"}, false},
        {"no token", {peer_named("peer 3"), 1, 0x1234, ""}, false},
    };
    const FakeScheduler time;
    Deduplication table{time};
    CHECK(table.find(seen) == nullptr);
    table.remember(seen, numbered(1));
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto* const reply = table.find(row.key);
        CHECK((reply != nullptr) == row.known);
        if (reply != nullptr) CHECK(reply->max_age == 1);
    }
}

TEST_CASE("a reply is given again for 247 s and no longer")
{
    FakeScheduler time;
    Deduplication table{time};
    table.remember(key_number(1), numbered(1));
    time.advance(100s);
    table.remember(key_number(2), numbered(2));
    time.advance(147s - 1us);
    CHECK(table.find(key_number(1)) != nullptr);
    time.advance(1us);
    CHECK(table.find(key_number(1)) == nullptr);
    CHECK(table.find(key_number(2)) != nullptr);
    CHECK(table.size() == 1);
    time.advance(100s);
    CHECK(table.find(key_number(2)) == nullptr);
    CHECK(table.size() == 0);
}

TEST_CASE("a lifetime of its own: what is answered once is first again after it")
{
    FakeScheduler time;
    Deduplication table{time, 2, Deduplication::non_lifetime};
    CHECK(table.is_first(key_number(1)));
    CHECK_FALSE(table.is_first(key_number(1)));
    time.advance(145s - 1us);
    CHECK_FALSE(table.is_first(key_number(1)));
    time.advance(1us);
    CHECK(table.is_first(key_number(1)));
    CHECK(table.is_first(key_number(2)));
    CHECK_FALSE(table.is_first(key_number(1)));
    CHECK(table.is_first(key_number(3)));
    CHECK(table.is_first(key_number(1)));
}

TEST_CASE("being asked again does not make a reply live longer; it is remembered once")
{
    FakeScheduler time;
    Deduplication table{time};
    table.remember(key_number(1), numbered(1));
    time.advance(200s);
    CHECK(table.find(key_number(1)) != nullptr);
    table.remember(key_number(1), numbered(2));
    CHECK(table.find(key_number(1))->max_age == 1);
    CHECK(table.size() == 1);
    time.advance(47s);
    CHECK(table.find(key_number(1)) == nullptr);
    table.remember(key_number(1), numbered(3));
    CHECK(table.find(key_number(1))->max_age == 3);
}

TEST_CASE("the table is bounded: past its capacity the oldest reply is forgotten")
{
    const FakeScheduler time;
    Deduplication table{time};
    for (std::size_t i = 0; i < Deduplication::capacity; ++i)
        table.remember(key_number(i), numbered(i));
    CHECK(table.size() == Deduplication::capacity);
    CHECK(table.find(key_number(0)) != nullptr);

    table.remember(key_number(Deduplication::capacity), numbered(7));
    CHECK(table.size() == Deduplication::capacity);
    CHECK(table.find(key_number(0)) == nullptr);
    CHECK(table.find(key_number(1)) != nullptr);
    CHECK(table.find(key_number(Deduplication::capacity))->max_age == 7);

    for (std::size_t i = 0; i < 3 * Deduplication::capacity; ++i)
        table.remember(key_number(10'000 + i), numbered(i));
    CHECK(table.size() == Deduplication::capacity);
}
