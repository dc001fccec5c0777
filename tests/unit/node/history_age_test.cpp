// SPDX-License-Identifier: MIT
/// What is too old, and clocks that are wrong.
#include "node/history.hpp"

#include "sampler_fixture.hpp"
#include "support/fake_history_store.hpp"

#include <vector>

using namespace coapnode;

namespace {

/// A room that is sampled and written once a minute, of which an hour is kept.
struct Aging : Room {
    HistoryShelf shelf;
    HistoryConfig config{.path = {}, .keep = 1h};
    History history;

    Aging() : Room{1min}, history{time, log, std::make_unique<FakeHistoryStore>(shelf), config}
    {
        history.watch({{"room", &sampler}});
    }

    std::vector<HistoryRecord> all()
    {
        const auto found = history.find({.sensor = {}, .quantity = {}, .limit = 1'000'000});
        REQUIRE(found.has_value());
        return *found;
    }
    /// What the last write had forgotten.
    WallTime oldest() const { return shelf.oldest.back(); }
};

constexpr WallTime nothing = WallTime::min();
const auto a_year = 365 * 24h;

}  // namespace

TEST_CASE("what is too old is not found, whether it was forgotten yet or not")
{
    Aging room;
    room.run_until(49min + 1s);
    room.silence();
    const auto all = room.all();
    CHECK(all.size() == 50);
    room.run_until(80min);
    CHECK(room.all() == std::vector(all.begin() + 20, all.end()));
    room.run_until(2h);
    CHECK(room.all().empty());
    CHECK(room.oldest() > FakeScheduler::wall_start);
}

TEST_CASE("nothing is forgotten by its age before the clock has run on for an hour")
{
    Aging room;
    room.run_until(59min);
    CHECK(room.oldest() == nothing);
    room.run_until(62min);
    CHECK(room.oldest() > FakeScheduler::wall_start);
    room.time.step_wall_clock(50s);
    room.run_until(65min);
    CHECK_MESSAGE(room.oldest() > FakeScheduler::wall_start, "NTP's small steps are none");
}

TEST_CASE("a clock that is wrong for a while costs at most what waits, and what was measured meanwhile is not found")
{
    for (const WallTime::duration wrong :
         {WallTime::duration{a_year}, WallTime::duration{-a_year}, WallTime::duration{2h}}) {
        Aging room;
        room.run_until(70min);
        const auto before = room.all();
        CHECK(before.size() >= 59);
        room.time.step_wall_clock(wrong);
        room.run_until(80min);
        CHECK(room.oldest() == nothing);
        room.time.step_wall_clock(-wrong);
        room.run_until(81min);
        CHECK(room.oldest() == nothing);
        const auto after = room.all();
        CHECK(after.size() >= 40);
        CHECK(std::find(after.begin(), after.end(), before[before.size() - 2]) != after.end());
        CHECK(after.front().taken_at >= room.time.wall_now() - 1h);
        CHECK(after.back().taken_at < room.time.wall_now() + 24h);
        room.run_until(3h);
        CHECK(room.oldest() > FakeScheduler::wall_start);
    }
}

TEST_CASE("what waits has its right time when a clock that was a year ahead is set back")
{
    Aging room;
    room.config.flush = 1h;
    room.history.configure(room.config);
    room.time.step_wall_clock(WallTime::duration{a_year});
    room.run_until(10min);
    room.time.step_wall_clock(-WallTime::duration{a_year});
    room.run_until(65min);
    REQUIRE(room.shelf.batches.size() == 1);
    const auto& written = room.shelf.batches.front();
    REQUIRE(written.size() == 61);
    for (std::size_t minute = 0; minute < written.size(); ++minute) {
        const auto due = FakeScheduler::wall_start + minute * 1min;
        CHECK(written[minute].taken_at >= due);
        CHECK(written[minute].taken_at < due + 1s);
    }
}

TEST_CASE("nothing is written before the clock can be trusted, and then all of it with its right time")
{
    // A Pi without a clock chip boots with the time of its shutdown; NTP sets it two days ahead.
    for (const Duration set_after : {Duration{4s}, Duration{5min}}) {
        CAPTURE(set_after.count());
        Aging room;
        room.time.wall_trusted = false;
        room.run_until(set_after);
        CHECK(room.shelf.batches.empty());
        CHECK_MESSAGE(room.all().front().taken_at < room.time.wall_now(), "found meanwhile, by the clock's time");
        room.time.step_wall_clock(48h);
        const auto start = FakeScheduler::wall_start + 48h;
        CHECK(room.all().front().taken_at == start + 18ms);
        room.time.wall_trusted = true;
        room.run_until(set_after + 61s);
        REQUIRE_FALSE(room.shelf.batches.empty());
        CHECK(room.shelf.batches.front().front().taken_at == start + 18ms);
        for (const auto& record : room.all())
            CHECK(record.taken_at >= start);
        room.time.wall_trusted = false;
        const auto before = room.shelf.batches.size();
        room.run_until(set_after + 5min);
        CHECK_MESSAGE(room.shelf.batches.size() > before, "who loses the NTP server later writes on");
    }
}

TEST_CASE("with a clock that cannot be trusted no more waits than fits, and an end loses nothing")
{
    Aging room;
    room.time.wall_trusted = false;
    room.run_until(1min * static_cast<int>(History::most_waiting) - 1s);
    CHECK(room.shelf.batches.empty());
    room.run_until(1min * static_cast<int>(History::most_waiting) + 1s);
    CHECK(room.shelf.records() == History::most_waiting);
    room.history.close();
    CHECK(room.shelf.records() == History::most_waiting + 1);
}

TEST_CASE("hardware that is not real does not wait for the clock")
{
    Aging room;
    room.time.wall_trusted = false;
    room.history.trust_wall_clock();
    room.run_until(3min);
    CHECK(room.shelf.records() == 2);
}

TEST_CASE("before the clock is set nothing new is found or written, and what there is is found")
{
    struct Row {
        WallTime::duration before;  // of the first moment that SenML takes for absolute
        bool is_recorded;
    };
    for (const auto& [before, is_recorded] : {Row{2min, false}, Row{0s, true}}) {
        Aging room;
        room.shelf.batches.push_back({{FakeScheduler::wall_start, "attic", Temperature::milli_celsius(1)}});
        room.time.step_wall_clock(HistoryClock::first_possible - before - FakeScheduler::wall_start);
        room.run_until(70s);
        const auto found = room.all();
        CHECK((found.front().sensor == "room") == is_recorded);
        CHECK((found.back().sensor == "attic") != is_recorded);
        room.run_until(110s);
        CHECK((room.shelf.records() > 1) == is_recorded);
        if (is_recorded) continue;
        room.time.step_wall_clock(FakeScheduler::wall_start + 110s - room.time.wall_now());
        room.run_until(200s);
        CHECK_MESSAGE(room.shelf.records() > 2, "what was measured before is kept, too");
        CHECK(room.all()[1].taken_at == FakeScheduler::wall_start + 18ms);
    }
}
