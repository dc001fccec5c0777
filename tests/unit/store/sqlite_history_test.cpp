// SPDX-License-Identifier: MIT
#include "history_bench.hpp"

#include <sys/stat.h>
#include <algorithm>

using namespace coapnode;

namespace {

/// Two sensors, sampled at once, three times.
Records some_records()
{
    Records records;
    for (int i = 0; i < 3; ++i) {
        const auto at = noon + i * 1s;
        records.push_back({at, "attic", Temperature::milli_celsius(-1'250 + i)});
        records.push_back({at, "attic", Pressure::milli_pascal(101'325'000 + i)});
        records.push_back({at, "room", Temperature::milli_celsius(21'500 + i)});
        records.push_back({at, "room", Humidity::milli_percent(45'000 + i)});
    }
    return records;
}

Records those(const Records& all, const HistoryQuery& query)
{
    Records wanted;
    for (const auto& record : all) {
        if (query.sensor && *query.sensor != record.sensor) continue;
        if (query.quantity && *query.quantity != record.value.quantity) continue;
        if (record.taken_at < query.since || record.taken_at >= query.until) continue;
        const bool is_of_the_last = !wanted.empty() && wanted.back().taken_at == record.taken_at;
        if (wanted.size() < query.limit || is_of_the_last) wanted.push_back(record);
    }
    return wanted;
}

}  // namespace

TEST_CASE("what is kept is found, the oldest first, as the query says")
{
    const HistoryFolder folder;
    auto history = folder.history();
    CHECK(all_of(history).empty());
    auto records = some_records();
    std::sort(records.begin(), records.end(), comes_before);
    auto shuffled = records;
    std::reverse(shuffled.begin(), shuffled.end());
    REQUIRE(history.append(shuffled, forever).has_value());

    const auto second = noon + 1s;
    const HistoryQuery queries[] = {
        {.sensor = {}, .quantity = {}, .limit = 100},
        {.sensor = "room", .quantity = {}, .limit = 100},
        {.sensor = "attic", .quantity = Quantity::pressure, .limit = 100},
        {.sensor = {}, .quantity = Quantity::temperature, .limit = 100},
        {.sensor = "room", .quantity = Quantity::pressure, .limit = 100},
        {.sensor = "cellar", .quantity = {}, .limit = 100},
        {.sensor = {}, .quantity = {}, .since = second, .limit = 100},
        {.sensor = {}, .quantity = {}, .since = second + 1ms, .limit = 100},
        {.sensor = {}, .quantity = {}, .until = second, .limit = 100},
        {.sensor = {}, .quantity = {}, .until = second + 1ms, .limit = 100},
        {.sensor = {}, .quantity = {}, .since = second, .until = second + 1ms, .limit = 100},
        {.sensor = {}, .quantity = {}, .since = second, .until = noon, .limit = 100},
        {.sensor = {}, .quantity = {}, .limit = 1},
        {.sensor = {}, .quantity = {}, .limit = 7},
        {.sensor = "room", .quantity = Quantity::humidity, .since = second, .limit = 1},
    };
    for (std::size_t i = 0; i < std::size(queries); ++i) {
        CAPTURE(i);
        CHECK(history.find(queries[i]) == those(records, queries[i]));
    }
}

TEST_CASE("a limit does not part what was taken at once")
{
    const HistoryFolder folder;
    auto history = folder.history();
    REQUIRE(history.append(some_records(), forever).has_value());
    CHECK(history.find({.sensor = {}, .quantity = {}, .limit = 1})->size() == 4);
    CHECK(history.find({.sensor = {}, .quantity = {}, .limit = 4})->size() == 4);
    CHECK(history.find({.sensor = {}, .quantity = {}, .limit = 5})->size() == 8);
    CHECK(history.find({.sensor = "room", .quantity = Quantity::humidity, .limit = 1})->size() == 1);
}

TEST_CASE("one sensor has one value of a quantity at a time")
{
    const HistoryFolder folder;
    auto history = folder.history();
    REQUIRE(history.append(Records{warm(noon, 1)}, forever).has_value());
    REQUIRE(history.append(Records{warm(noon, 2)}, forever).has_value());
    CHECK(all_of(history) == Records{warm(noon, 2)});
}

TEST_CASE("it survives a restart, and a kill at any moment")
{
    const HistoryFolder folder;
    Records expected;
    for (int round = 0; round < 3; ++round) {
        auto history = folder.history();
        CHECK(all_of(history) == expected);
        const auto more = seconds_of(noon + round * 1h, 10);
        REQUIRE(history.append(more, forever).has_value());
        expected.insert(expected.end(), more.begin(), more.end());
        const HistoryFolder copy;
        folder.copy_to(copy);
        auto copied = copy.history();
        CHECK(all_of(copied) == expected);
    }
}

TEST_CASE("the file is its owner's alone, whatever the umask, and its folder is made")
{
    const HistoryFolder folder;
    const auto umask = ::umask(0);
    const auto file = folder.path() / "a" / "b" / "history.db";
    SqliteHistory history{file, HistoryFolder::roomy};
    REQUIRE(history.append(some_records(), forever).has_value());
    ::umask(umask);
    for (const auto* const suffix : {"", "-wal"}) {
        CHECK(std::filesystem::status(file.string() + suffix).permissions() == std::filesystem::perms{0600});
    }
}

TEST_CASE("what is too old is forgotten, so much at once and no more")
{
    const HistoryFolder folder;
    auto history = folder.history();
    constexpr int share = SqliteHistory::forgotten_at_once / 2;  // of two series
    constexpr int many = 2 * share + 10;
    REQUIRE(history.append(seconds_of(noon, many), forever).has_value());
    REQUIRE(history.append(seconds_of(noon, many, "attic"), forever).has_value());
    const auto end = noon + many * 1s;
    const auto forget = [&](WallTime oldest) {
        REQUIRE(history.append({}, oldest).has_value());
        return all_of(history);
    };
    CHECK(forget(noon).size() == 2 * many);
    CHECK(forget(noon + 1ms).size() == 2 * (many - 1));
    CHECK(forget(end).size() == 2 * (many - 1 - share));
    CHECK(forget(end - 1s).size() == 2 * (9));
    CHECK(forget(end - 1s).size() == 2);
    CHECK(forget(end).empty());
    REQUIRE(history.append(seconds_of(end, 1), end).has_value());
    CHECK(all_of(history).size() == 1);
}

TEST_CASE("it stays within its size, with what is written ahead, and keeps the newest")
{
    const HistoryFolder folder;
    constexpr auto most = SqliteHistory::least_size;
    auto history = folder.history(most);
    constexpr int batch = 500;
    int batches = 0;
    for (; batches < 200; ++batches) {
        const auto at = noon + batches * batch * 1s;
        REQUIRE(history.append(seconds_of(at, batch), forever).has_value());
        REQUIRE(history.append(seconds_of(at, batch, "attic"), forever).has_value());
        CHECK(folder.size_on_disk() <= most);
    }
    const auto kept = all_of(history);
    CHECK(kept.size() > 20'000);
    CHECK(kept.size() < 60'000);
    CHECK(kept.back() == warm(noon + (batches * batch - 1) * 1s, 20'000 + (batch - 1) % 5'000));
    const auto oldest_of = [&](const std::string& sensor) {
        return history.find({.sensor = sensor, .quantity = {}, .limit = 1})->front().taken_at;
    };
    CHECK_MESSAGE(std::chrono::abs(oldest_of("room") - oldest_of("attic")) <= SqliteHistory::forgotten_for_room * 1s,
                  "both lose their oldest");
}

TEST_CASE("many series in large batches fit into the smallest size, too")
{
    struct Row {
        int series;
        int of_each;
        int rounds;
    };
    const Row rows[] = {{192, 1, 180}, {192, 12, 18}, {64, 64, 10}, {1, 4096, 10}};
    for (const auto& [series, of_each, rounds] : rows) {
        CAPTURE(series);
        CAPTURE(of_each);
        const HistoryFolder folder;
        auto history = folder.history(SqliteHistory::least_size);
        auto at = noon;
        for (int round = 0; round < rounds; ++round) {
            Records batch;
            for (int i = 0; i < of_each; ++i, at += 1s) {
                for (int s = 0; s < series; ++s)
                    batch.push_back(warm(at, 20'000 + i, "sensor-" + std::to_string(s)));
            }
            const auto done = history.append(batch, forever);
            REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().message));
            CHECK(folder.size_on_disk() <= SqliteHistory::least_size);
        }
        const auto newest = history.find({.sensor = {}, .quantity = {}, .since = at - 1s, .limit = 1'000});
        CHECK_MESSAGE(newest->size() == static_cast<std::size_t>(series), "the newest of each is there");
        CHECK(all_of(history).size() > 15'000);
    }
}

TEST_CASE("a limit that is lowered makes the file smaller")
{
    const HistoryFolder folder;
    {
        auto history = folder.history();
        REQUIRE(history.append(seconds_of(noon, 150'000), forever).has_value());
    }
    CHECK(folder.size_on_disk() > 2'000'000);
    auto history = folder.history(SqliteHistory::least_size);
    for (int i = 0; i < 40 && folder.size_on_disk() > SqliteHistory::least_size; ++i)
        REQUIRE(history.append(Records{warm(noon + (200'000 + i) * 1s)}, forever).has_value());
    CHECK(folder.size_on_disk() <= SqliteHistory::least_size);
    CHECK(all_of(history).size() > 10'000);
}

TEST_CASE("a sensor that is gone for good leaves nothing behind")
{
    const HistoryFolder folder;
    {
        auto history = folder.history();
        REQUIRE(history.append(Records{warm(noon), warm(noon + 1h, 1, "attic")}, forever).has_value());
        REQUIRE(history.append({}, noon + 1min).has_value());
        CHECK(all_of(history).size() == 1);
        REQUIRE(history.append(Records{warm(noon + 2h)}, forever).has_value());
        CHECK_MESSAGE(all_of(history).size() == 2, "one that comes back is kept");
        REQUIRE(history.append({}, noon + 1h + 1min).has_value());
    }
    auto history = folder.history();
    CHECK(all_of(history) == Records{warm(noon + 2h)});
    REQUIRE(history.append(Records{warm(noon + 3h, 1, "attic")}, forever).has_value());
    CHECK(all_of(history).size() == 2);
}
