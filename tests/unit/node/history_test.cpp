// SPDX-License-Identifier: MIT
#include "node/history.hpp"

#include "sampler_fixture.hpp"
#include "support/fake_history_store.hpp"

#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr HistoryQuery everything{.sensor = {}, .quantity = {}, .limit = 1'000'000};
const std::string not_written = "warning: the history cannot be written: history.db cannot be used\n";

/// A room that is sampled every five seconds, first after 18 ms.
struct Recorded : Room {
    HistoryShelf shelf;
    HistoryConfig config;
    History history;

    explicit Recorded(bool broken = false)
        : shelf{.batches = {}, .oldest = {}, .broken = broken, .unreadable = broken},
          history{time, log, std::make_unique<FakeHistoryStore>(shelf), config}
    {
        history.watch({{"room", &sampler}});
    }

    std::vector<HistoryRecord> find(const HistoryQuery& query)
    {
        auto found = history.find(query);
        REQUIRE(found.has_value());
        return *found;
    }
};

}  // namespace

TEST_CASE("samples are gathered, and written once a minute")
{
    Recorded room;
    room.run_until(60s);
    CHECK(room.shelf.batches.empty());
    CHECK_MESSAGE(room.find(everything).size() == 12, "what is not written yet is found");
    room.run_until(61s);
    REQUIRE(room.shelf.batches.size() == 1);
    CHECK(room.shelf.records() == 13);
    room.run_until(10min);
    CHECK(room.shelf.batches.size() == 9);
    CHECK(room.find(everything).size() == 120);
    CHECK(room.log.take().empty());

    const auto first = room.shelf.batches.front().front();
    CHECK(first == HistoryRecord{FakeScheduler::wall_start + 18ms, "room", Temperature::milli_celsius(23'732)});
}

TEST_CASE("each quantity of a sample is a record, and a failure is none")
{
    Recorded room;
    room.sensor.on_collect =
        Reading{}.with(Temperature::milli_celsius(1)).with(Humidity::milli_percent(2)).with(Pressure::milli_pascal(3));
    room.run_until(1s);
    CHECK(room.find(everything).size() == 3);
    room.silence();
    room.run_until(1min);
    CHECK(room.find(everything).size() == 3);
    room.heal();
    room.run_until(3min);
    CHECK(room.find(everything).size() > 3);
}

TEST_CASE("while nothing is measured the store is looked after once an hour, and not where nobody measures")
{
    Recorded room;
    room.silence();
    room.run_until(3h + 1min);
    CHECK(room.shelf.oldest.size() == 3);
    CHECK(room.shelf.oldest.back() == FakeScheduler::wall_start + 3h - 30 * 24h);
    room.heal();
    room.run_until(4h);
    CHECK_MESSAGE(room.shelf.oldest.size() > 40, "then it is written every minute again");
    room.silence();
    room.run_until(4h + 2min);
    const auto pending = room.time.pending();
    room.history.watch({});
    CHECK(room.time.pending() == pending - 1);
}

TEST_CASE("what the store does not take waits, is found meanwhile, and is told once")
{
    Recorded room;
    room.shelf.broken = true;
    room.run_until(5min);
    CHECK(room.shelf.oldest.size() == 4);
    CHECK(room.find(everything).size() == 60);
    CHECK(room.log.take() == not_written);
    room.shelf.broken = false;
    room.run_until(6min);
    CHECK(room.log.take() == "the history is written again\n");
    CHECK(room.shelf.batches.size() == 1);
    CHECK(room.find(everything).size() == 72);
    room.shelf.broken = true;
    room.run_until(10min);
    CHECK(room.log.take() == not_written);
}

TEST_CASE("a store that cannot be opened is told at the start")
{
    Recorded room{true};
    CHECK(room.log.take() == not_written);
    room.run_until(5min);
    CHECK(room.log.take().empty());
    CHECK(room.history.find(everything).error().message == "history.db cannot be used");
    room.shelf.unreadable = false;
    CHECK(room.find(everything).size() == 60);
}

TEST_CASE("as much waits as fits, and one more pushes out the oldest")
{
    Recorded room;
    room.shelf.broken = true;
    const auto end = 5s * static_cast<int>(History::most_waiting);
    room.run_until(end - 1s);
    auto waiting = room.find(everything);
    CHECK(waiting.size() == History::most_waiting);
    CHECK(waiting.front().taken_at == FakeScheduler::wall_start + 18ms);
    room.run_until(end + 1s);
    waiting = room.find(everything);
    CHECK(waiting.size() == History::most_waiting);
    CHECK(waiting.front().taken_at == FakeScheduler::wall_start + 5s + 16ms);
}

TEST_CASE("more than fits is written before its time, and nothing is lost")
{
    Recorded room;
    room.config.flush = 24h;
    room.history.configure(room.config);
    room.run_until(5s * static_cast<int>(History::most_waiting) + 1s);
    CHECK(room.shelf.batches.size() == 1);
    CHECK(room.shelf.records() == History::most_waiting);
    CHECK(room.find(everything).size() == History::most_waiting + 1);
}

TEST_CASE("what is stored and what waits are one answer, in order, cut at its limit")
{
    Recorded room;
    room.run_until(90s);
    room.time.step_wall_clock(-43s);  // as NTP does: what comes now lies between what is stored
    room.run_until(100s);
    const auto all = room.find(everything);
    REQUIRE(all.size() == 20);
    CHECK(std::is_sorted(all.begin(), all.end(), comes_before));
    const HistoryQuery some{.sensor = {}, .quantity = {}, .since = all[3].taken_at, .limit = 15};
    CHECK(room.find(some) == std::vector(all.begin() + 3, all.begin() + 18));
}

TEST_CASE("what waits is asked as the store is")
{
    Recorded room;
    room.sensor.on_collect = Reading{}.with(Temperature::milli_celsius(1)).with(Humidity::milli_percent(2));
    room.run_until(11s);
    const auto third = room.find(everything).back().taken_at;
    struct Row {
        HistoryQuery query;
        std::size_t count;
    };
    const Row rows[] = {
        {{.sensor = "room", .quantity = {}, .limit = 9}, 6},
        {{.sensor = "attic", .quantity = {}, .limit = 9}, 0},
        {{.sensor = {}, .quantity = Quantity::humidity, .limit = 9}, 3},
        {{.sensor = {}, .quantity = Quantity::pressure, .limit = 9}, 0},
        {{.sensor = {}, .quantity = {}, .since = third, .limit = 9}, 2},
        {{.sensor = {}, .quantity = {}, .since = third + 1ms, .limit = 9}, 0},
        {{.sensor = {}, .quantity = {}, .until = third, .limit = 9}, 4},
        {{.sensor = {}, .quantity = {}, .limit = 4}, 4},
        {{.sensor = {}, .quantity = {}, .limit = 5}, 6},  // what was taken at once is not parted
    };
    for (const auto& row : rows)
        CHECK(room.find(row.query).size() == row.count);
}

TEST_CASE("what a store took before it failed is found once")
{
    Recorded room;
    room.run_until(11s);
    const auto waiting = room.find(everything);
    room.shelf.batches.push_back({waiting.front()});
    CHECK(room.find(everything) == waiting);
}

TEST_CASE("at the end what waits is written, and nothing after it")
{
    Recorded room;
    room.run_until(11s);
    room.history.close();
    CHECK(room.shelf.records() == 3);
    room.run_until(5min);
    CHECK(room.shelf.records() == 3);
    CHECK(room.find(everything).empty());
    room.history.close();
}

TEST_CASE("who is watched anew is not recorded twice, and a new interval counts from now")
{
    Recorded room;
    room.run_until(11s);
    room.history.watch({{"parlour", &room.sampler}});
    CHECK(room.find(everything).size() == 3);
    room.config.flush = 10s;
    room.config.keep = 1h;
    room.history.configure(room.config);
    room.run_until(20'900ms);
    CHECK(room.shelf.batches.empty());
    room.run_until(21s);
    REQUIRE(room.shelf.batches.size() == 1);
    CHECK(room.shelf.batches.front().back().sensor == "parlour");
    CHECK(room.shelf.records() == 5);
}
