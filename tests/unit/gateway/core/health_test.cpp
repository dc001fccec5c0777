// SPDX-License-Identifier: MIT
#include "gateway/health.hpp"

#include <doctest/doctest.h>

#include <array>
#include <utility>

using namespace coapnode;

namespace {

constexpr Instant start{24h};

Error failure(Errc code)
{
    return {code, "why"};
}

}  // namespace

TEST_CASE("a failure says what state the node is in")
{
    constexpr auto rows = std::to_array<std::pair<Errc, Health::State>>({
        {Errc::silent, Health::State::silent},
        {Errc::session_lost, Health::State::silent},
        {Errc::outcome_unknown, Health::State::silent},
        {Errc::key_refused, Health::State::refused},
        {Errc::unreachable, Health::State::unreachable},
        {Errc::no_route, Health::State::unreachable},
        {Errc::unknown_name, Health::State::unreachable},
        {Errc::bad_answer, Health::State::unknown},
        {Errc::busy, Health::State::unknown},
        {Errc::rejected, Health::State::unknown},
    });
    for (const auto& [code, state] : rows) {
        Health health{start};
        CHECK(health.on_failure(failure(code), start) == (state != Health::State::unknown));
        CHECK(health.state() == state);
        CHECK(health.is_down() == (state != Health::State::unknown));
    }
}

TEST_CASE("a node that stays down is asked later each time, and at once after an answer")
{
    Health health{start};
    auto now = start;
    for (const auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        health.on_failure(failure(Errc::silent), now);
        CHECK(health.pause() == expected);
        now += health.pause();
    }
    health.on_answer(now);
    CHECK(health.state() == Health::State::up);
    CHECK(health.pause() == Health::first_pause);
    CHECK(!health.error());
}

TEST_CASE("failures within one pause are one")
{
    Health health{start};
    for (int i = 0; i < 10; ++i)
        health.on_failure(failure(Errc::silent), start + 100ms * i);
    CHECK(health.pause() == Health::first_pause);
}

TEST_CASE("since is when the state began")
{
    Health health{start};
    health.on_answer(start + 1s);
    health.on_answer(start + 2s);
    CHECK(health.since() == start + 1s);
    health.on_failure(failure(Errc::silent), start + 3s);
    health.on_failure(failure(Errc::silent), start + 9s);
    CHECK(health.since() == start + 3s);
    CHECK(health.error()->message == "why");
}
