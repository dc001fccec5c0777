// SPDX-License-Identifier: MIT
#include "coap/observe/pending_notifications.hpp"

#include "coap/support/fake_host.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct PendingBench {
    FakeSessions sessions;
    FakeHost host;
    PendingNotifications pending;
    Instant now{1000s};

    void begin(std::size_t session, std::uint16_t message_id)
    {
        pending.begin(sessions[session], {&host, nullptr, peer_named(std::to_string(session)), message_id, now});
    }
    bool finds(const std::string& peer, std::uint16_t message_id)
    {
        return pending.find(host, {EmptyMessage::Type::acknowledgement, peer_named(peer), message_id}) != nullptr;
    }
};

}  // namespace

TEST_CASE("over plain CoAP the next one waits for the acknowledgement, and is overdue after two seconds")
{
    PendingBench bench;
    CHECK(bench.pending.may_begin(bench.sessions[0], bench.now));
    bench.begin(0, 7);
    bench.now += PendingNotifications::patience - 1us;
    CHECK_FALSE(bench.pending.is_overdue(bench.sessions[0], bench.now));
    bench.now += 1us;
    CHECK(bench.pending.is_overdue(bench.sessions[0], bench.now));
    bench.now += 1h;
    CHECK_FALSE(bench.pending.may_begin(bench.sessions[0], bench.now));
    bench.pending.end(bench.sessions[0]);
    CHECK(bench.pending.may_begin(bench.sessions[0], bench.now));
    CHECK(bench.pending.empty());
}

TEST_CASE("within DTLS the next one may follow after a moment, and none is overdue")
{
    PendingBench bench;
    bench.host.secure = true;
    bench.begin(0, 7);
    bench.now += PendingNotifications::unseen - 1us;
    CHECK_FALSE(bench.pending.may_begin(bench.sessions[0], bench.now));
    bench.now += 1us;
    CHECK(bench.pending.may_begin(bench.sessions[0], bench.now));
    CHECK_FALSE(bench.pending.is_overdue(bench.sessions[0], bench.now));
}

TEST_CASE("an acknowledgement is of the notification with its peer, its message ID and its port")
{
    PendingBench bench;
    bench.begin(0, 7);
    FakeHost other;
    CHECK(bench.finds("0", 7));
    CHECK_FALSE(bench.finds("1", 7));
    CHECK_FALSE(bench.finds("0", 8));
    CHECK(bench.pending.find(other, {EmptyMessage::Type::acknowledgement, peer_named("0"), 7}) == nullptr);
    CHECK(bench.pending.of(bench.host).size() == 1);
    CHECK(bench.pending.of(other).empty());
}

TEST_CASE("one of which nothing is heard expires")
{
    PendingBench bench;
    CHECK(bench.pending.next_expiry() == Instant::max());
    bench.begin(0, 7);
    const auto end = bench.now + PendingNotifications::longest;
    CHECK(bench.pending.next_expiry() == end);
    CHECK(bench.pending.expired(end - 1us).empty());
    const auto expired = bench.pending.expired(end);
    REQUIRE(expired.size() == 1);
    CHECK(expired.front().session == &bench.sessions[0]);
    CHECK(expired.front().host == &bench.host);
}
