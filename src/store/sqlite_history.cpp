// SPDX-License-Identifier: MIT
#include "store/sqlite_history.hpp"

#include "store/sqlite_cursor.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

// The oldest ?3 + 1 records of series ?1, as far as they were taken before ?2.
constexpr const char* forget_some = R"(
    DELETE FROM record WHERE series = ?1 AND taken < ?2 AND
        taken <= ifnull((SELECT taken FROM record WHERE series = ?1 ORDER BY taken LIMIT 1 OFFSET ?3), ?2)
)";

constexpr const char* first_and_last = R"(
    SELECT min(first), max(last) FROM (SELECT
        (SELECT taken FROM record WHERE series = id ORDER BY taken LIMIT 1) AS first,
        (SELECT taken FROM record WHERE series = id ORDER BY taken DESC LIMIT 1) AS last FROM series)
)";

constexpr const char* forget_empty_series =
    "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM record WHERE series = id)";

constexpr const char* misnamed_series = R"(
    SELECT count(*) FROM series NOT INDEXED WHERE id IS NOT (
        SELECT id FROM series AS named INDEXED BY sqlite_autoindex_series_1
        WHERE named.sensor = series.sensor AND named.quantity = series.quantity)
)";

std::int64_t milliseconds(WallTime time)
{
    return time.time_since_epoch().count();
}

bool is_of_one_series(const HistoryRecord& a, const HistoryRecord& b)
{
    return a.sensor == b.sensor && a.value.quantity == b.value.quantity;
}

/// Of each series, what was given last comes last.
std::vector<const HistoryRecord*> by_series(std::span<const HistoryRecord> records)
{
    std::vector<const HistoryRecord*> sorted;
    sorted.reserve(records.size());
    for (const auto& record : records)
        sorted.push_back(&record);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
        return a->sensor != b->sensor ? a->sensor < b->sensor : a->value.quantity < b->value.quantity;
    });
    return sorted;
}

}  // namespace

SqliteHistory::SqliteHistory(std::filesystem::path file, std::uint64_t max_size)
    : budget_{max_size}, file_{std::move(file), budget_}
{
}

/// The database itself is opened when there is something to write or to find.
Result<void> SqliteHistory::open()
{
    return file_.is_open() ? Result<void>{} : file_.make();
}

Result<void> SqliteHistory::connect()
{
    const bool was_open = file_.is_open();
    if (auto connected = file_.connect(); !connected || was_open) return connected;
    check_series();
    file_.database().execute(forget_empty_series);
    load_series();
    if (file_.database().has_failed()) return failed();
    return {};
}

/// A series whose name is another one in its index could never be written to.
void SqliteHistory::check_series()
{
    if (file_.database().number(misnamed_series) != 0) file_.database().find_damaged();
}

void SqliteHistory::load_series()
{
    series_.clear();
    Statement rows{file_.database(), "SELECT id, sensor, quantity FROM series"};
    while (rows.next()) {
        if (const auto quantity = quantity_named(rows.text(2))) series_[{rows.text(1), *quantity}] = rows.integer(0);
    }
}

Result<void> SqliteHistory::append(std::span<const HistoryRecord> records, WallTime oldest)
{
    if (auto connected = connect(); !connected) return connected;
    const auto sorted = by_series(records);
    write(sorted, oldest);
    auto& database = file_.database();
    if ((database.failure() & 0xff) == SQLITE_FULL) {  // room is made first, and stays made
        database.recover();
        load_series();
        begin();
        make_room(budget_.transaction);
        commit();
        write(sorted, oldest);
    }
    if (database.has_failed()) return failed();
    return {};
}

void SqliteHistory::write(Batch records, WallTime oldest)
{
    may_forget_ = most_for_room;
    begin();
    forget_old(oldest);
    while (!records.empty() && !file_.database().has_failed()) {
        const auto count = first_part(records);
        insert(records.first(count));
        records = records.subspan(count);
    }
    commit();
    give_back();
}

void SqliteHistory::begin()
{
    file_.database().execute("BEGIN IMMEDIATE");
    written_ = HistoryBudget::overhead;
}

void SqliteHistory::commit()
{
    file_.database().execute("COMMIT");
}

void SqliteHistory::reserve(std::int64_t pages)
{
    if (written_ + pages > budget_.transaction) {
        commit();
        begin();
    }
    written_ += pages;
}

/// As many of the records as fit into one transaction, at least one.
std::size_t SqliteHistory::first_part(Batch records) const
{
    std::int64_t series = 1;
    std::size_t count = 1;
    for (; count < records.size(); ++count) {
        if (!is_of_one_series(*records[count - 1], *records[count])) ++series;
        const auto pages = HistoryBudget::pages_for(series, static_cast<std::int64_t>(count + 1));
        if (pages > budget_.transaction - HistoryBudget::overhead) break;
    }
    return count;
}

void SqliteHistory::insert(Batch records)
{
    std::int64_t series = 1;
    for (std::size_t i = 1; i < records.size(); ++i)
        series += is_of_one_series(*records[i - 1], *records[i]) ? 0 : 1;
    const auto pages = HistoryBudget::pages_for(series, static_cast<std::int64_t>(records.size()));
    make_room(pages);
    reserve(pages);
    Statement insert{file_.database(), "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3)"};
    for (const auto* const record : records) {
        const auto id = id_of(*record);
        insert.bind(1, id).bind(2, milliseconds(record->taken_at)).bind(3, record->value.thousandths).run();
    }
}

std::int64_t SqliteHistory::id_of(const HistoryRecord& record)
{
    const Series series{record.sensor, record.value.quantity};
    if (const auto known = series_.find(series); known != series_.end()) return known->second;
    Statement insert{file_.database(), "INSERT INTO series (sensor, quantity) VALUES (?1, ?2) RETURNING id"};
    const auto id = insert.bind(1, series.first).bind(2, name_of(series.second)).next() ? insert.integer(0) : 0;
    insert.run();
    return series_[series] = id;
}

void SqliteHistory::forget_old(WallTime oldest)
{
    Statement statement{file_.database(), forget_some};
    const auto share = series_.empty() ? 0 : forgotten_at_once / static_cast<int>(series_.size());
    const auto most = std::min<std::int64_t>(std::max(share, least_of_each), budget_.most_records());
    for (const auto& [series, id] : series_)
        forget(statement, id, milliseconds(oldest), most);
}

int SqliteHistory::forget(Statement& statement, std::int64_t series, std::int64_t before, std::int64_t most)
{
    const auto expected = HistoryBudget::pages_for(1, most);
    reserve(expected);
    statement.bind(1, series).bind(2, before).bind(3, most - 1).run();
    const auto gone = file_.database().changes();
    written_ += (gone == 0 ? 0 : HistoryBudget::pages_for(1, gone)) - expected;
    return gone;
}

void SqliteHistory::make_room(std::int64_t pages)
{
    const auto enough = budget_.file - pages;
    while (may_forget_ > 0 && file_.used_pages() > enough) {
        const auto gone = forget_oldest(enough);
        if (gone == 0) return;
        may_forget_ -= gone;
    }
}

/// A sixteenth of the time that the records span, of each series in turn, so that none loses much more than the others.
int SqliteHistory::forget_oldest(std::int64_t enough)
{
    std::int64_t before = 0;
    {
        Statement span{file_.database(), first_and_last};
        if (!span.next()) return 0;
        before = span.integer(0) + std::max<std::int64_t>((span.integer(1) - span.integer(0)) / 16, 1);
    }
    Statement statement{file_.database(), forget_some};
    const auto most = std::min<std::int64_t>(forgotten_for_room, budget_.most_records());
    int gone = 0;
    for (const auto& [series, id] : series_) {
        const auto of_this = forget(statement, id, before, most);
        gone += of_this;
        if (of_this > 0 && (gone >= may_forget_ || file_.used_pages() <= enough)) break;
    }
    return gone;
}

void SqliteHistory::give_back()
{
    auto& database = file_.database();
    const auto at_once = budget_.transaction / 4;  // each page that moves changes some others
    for (std::int64_t given = 0; given < given_back_at_once; given += at_once) {
        if (database.number("PRAGMA page_count") <= budget_.file) return;
        database.execute("PRAGMA incremental_vacuum(" + std::to_string(at_once) + ')');
    }
}

Result<std::vector<HistoryRecord>> SqliteHistory::find(const HistoryQuery& query)
{
    if (const auto connected = connect(); !connected) return fail(connected);
    std::vector<SeriesCursor> cursors;  // in the order of sensors and quantities
    for (const auto& [series, id] : series_) {
        const auto& [sensor, quantity] = series;
        if (query.sensor.value_or(sensor) != sensor || query.quantity.value_or(quantity) != quantity) continue;
        SeriesCursor cursor{file_.database(), id, sensor, quantity, query};
        if (cursor.next()) cursors.push_back(std::move(cursor));
    }
    std::vector<HistoryRecord> found;
    while (!cursors.empty()) {
        const auto first = std::min_element(cursors.begin(), cursors.end(),
                                            [](const auto& a, const auto& b) { return a.taken() < b.taken(); });
        if (found.size() >= query.limit && found.back().taken_at != first->taken()) break;
        found.push_back(first->record());
        if (!first->next()) cursors.erase(first);
    }
    cursors.clear();
    if (file_.database().has_failed()) return failed();
    return found;
}

Failure SqliteHistory::failed()
{
    auto why = file_.failed();
    if (file_.is_open()) load_series();
    return why;
}

}  // namespace coapnode
