// SPDX-License-Identifier: MIT
#include "coap/message/block2_cache.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Block2Key info_for(const std::string& peer)
{
    return {peer_named(peer), Role::read, {"info"}, {}, std::nullopt};
}

Response with_max_age(std::uint32_t max_age)
{
    Response reply;
    reply.max_age = max_age;
    return reply;
}

}  // namespace

TEST_CASE("a transfer is told by who asks, with which right, for what")
{
    const Block2Key seen{peer_named("ann"), Role::read, {"sensors", "room"}, {"a=1"}, 50};
    const Block2Key others[] = {
        {peer_named("bob"), Role::read, {"sensors", "room"}, {"a=1"}, 50},
        {peer_named("ann"), Role::admin, {"sensors", "room"}, {"a=1"}, 50},
        {peer_named("ann"), Role::read, {"sensors"}, {"a=1"}, 50},
        {peer_named("ann"), Role::read, {"sensorsroom"}, {"a=1"}, 50},
        {peer_named("ann"), Role::read, {"sensors", "room"}, {}, 50},
        {peer_named("ann"), Role::read, {"sensors", "room"}, {"a=1"}, 60},
        {peer_named("ann"), Role::read, {"sensors", "room"}, {"a=1"}, {}},
        {peer_named("ann"), Role::read, {"sensors", "room"}, {"a=1"}, 50, Method::post},
    };
    const FakeScheduler time;
    Block2Cache transfers{time};
    transfers.keep(seen, with_max_age(1));
    REQUIRE(transfers.find(seen) != nullptr);
    CHECK(transfers.find(seen)->max_age == 1);
    for (const auto& other : others)
        CHECK(transfers.find(other) == nullptr);
}

TEST_CASE("a transfer that begins again is the new one, and each ends a minute after its last block")
{
    FakeScheduler time;
    Block2Cache transfers{time};
    CHECK(transfers.empty());
    transfers.keep(info_for("ann"), with_max_age(1));
    CHECK_FALSE(transfers.empty());
    CHECK(transfers.holds_any_of(peer_named("ann")));
    CHECK_FALSE(transfers.holds_any_of(peer_named("bob")));
    time.advance(30s);
    transfers.keep(info_for("ann"), with_max_age(2));
    REQUIRE(transfers.find(info_for("ann")) != nullptr);
    CHECK(transfers.find(info_for("ann"))->max_age == 2);
    time.advance(60s - 1us);
    CHECK(transfers.find(info_for("ann")) != nullptr);
    time.advance(60s);
    CHECK(transfers.find(info_for("ann")) == nullptr);
}

TEST_CASE("a copy of the request that began a transfer is answered with what was begun; another request is not")
{
    const FakeScheduler time;
    Block2Cache transfers{time};
    const ExchangeKey first{peer_named("ann"), 0, 7, "tk"};
    transfers.keep(info_for("ann"), with_max_age(1), first);
    REQUIRE(transfers.find(info_for("ann"), first) != nullptr);
    CHECK(transfers.find(info_for("ann"), first)->max_age == 1);
    CHECK(transfers.find(info_for("ann"), {peer_named("ann"), 0, 8, "tk"}) == nullptr);
    CHECK(transfers.find(info_for("bob"), first) == nullptr);  // the message ID was used again for something else
    transfers.keep(info_for("ann"), with_max_age(2));
    CHECK(transfers.find(info_for("ann"), first) == nullptr);
    CHECK(transfers.find(info_for("ann")) != nullptr);
}

TEST_CASE("a transfer that goes on is kept, but not for ever")
{
    FakeScheduler time;
    Block2Cache transfers{time};
    transfers.keep(info_for("ann"), with_max_age(1));
    for (Duration passed{}; passed < Block2Cache::longest - 50s; passed += 50s) {
        CHECK(transfers.find(info_for("ann")) != nullptr);
        time.advance(50s);
    }
    CHECK(transfers.find(info_for("ann")) != nullptr);
    time.advance(50s - 1us);
    CHECK(transfers.find(info_for("ann")) != nullptr);
    time.advance(1us);
    CHECK(transfers.find(info_for("ann")) == nullptr);
}

TEST_CASE("as many transfers are kept as fit, and one more pushes out the one that waited longest")
{
    const FakeScheduler time;
    Block2Cache transfers{time};
    for (std::size_t i = 0; i <= Block2Cache::capacity; ++i) {
        if (i == Block2Cache::capacity) CHECK(transfers.find(info_for("0")) != nullptr);
        transfers.keep(info_for(std::to_string(i)), with_max_age(1));
    }
    CHECK(transfers.find(info_for("0")) != nullptr);
    CHECK(transfers.find(info_for("1")) == nullptr);
    CHECK(transfers.find(info_for("2")) != nullptr);
}
