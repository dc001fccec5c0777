// SPDX-License-Identifier: MIT
#include "store/sqlite_history.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "store/file_failure.hpp"
#include "store/sqlite.hpp"

#include <fcntl.h>
#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

constexpr std::int64_t page_size = 4096;
constexpr std::int64_t application_id = 0x636f6170;  // "coap", in the file's header
constexpr std::int64_t schema_version = 1;

constexpr const char* schema = R"(
    CREATE TABLE series (id INTEGER PRIMARY KEY, sensor TEXT NOT NULL, quantity TEXT NOT NULL, UNIQUE (sensor, quantity));
    CREATE TABLE record (series INTEGER NOT NULL, taken INTEGER NOT NULL, value INTEGER NOT NULL,
                         PRIMARY KEY (series, taken)) WITHOUT ROWID;
)";

// The oldest ?3 + 1 records of series ?1, as far as they were taken before ?2.
constexpr const char* forget_some = R"(
    DELETE FROM record WHERE series = ?1 AND taken < ?2 AND
        taken <= ifnull((SELECT taken FROM record WHERE series = ?1 ORDER BY taken LIMIT 1 OFFSET ?3), ?2)
)";

constexpr const char* series_of_the_oldest = R"(
    SELECT id FROM (SELECT id, (SELECT taken FROM record WHERE series = id ORDER BY taken LIMIT 1) AS first FROM series)
        WHERE first IS NOT NULL ORDER BY first LIMIT 1
)";

constexpr const char* forget_empty_series =
    "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM record WHERE series = id)";

std::int64_t milliseconds(WallTime time)
{
    return time.time_since_epoch().count();
}

std::string assignment(const char* pragma, std::int64_t value)
{
    return std::string{"PRAGMA "} + pragma + '=' + std::to_string(value);
}

bool is_damage(int failure)
{
    const int primary = failure & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

/// One series of those that a query looks through, at its next record.
struct Cursor {
    Statement rows;
    std::string sensor;
    Quantity quantity;

    [[nodiscard]] std::int64_t taken() const { return rows.integer(0); }
    [[nodiscard]] HistoryRecord record() const
    {
        const auto thousandths = static_cast<std::int32_t>(rows.integer(1));
        return {WallTime{WallTime::duration{taken()}}, sensor, {quantity, thousandths}};
    }
};

}  // namespace

SqliteHistory::SqliteHistory(std::filesystem::path file, std::uint64_t max_size)
    : file_{std::move(file)},
      // An eighth is for what is written ahead.
      most_pages_{static_cast<std::int64_t>(std::max(max_size, least_size)) / page_size * 7 / 8}
{
}

SqliteHistory::~SqliteHistory() = default;

/// SQLite's own way to make a file leaves its mode to the umask. What it makes beside it later has the same mode. The
/// database itself is opened when there is something to write or to find.
tl::expected<void, std::string> SqliteHistory::open()
{
    const auto cannot = [&](int number) {
        return tl::unexpected{file_failure(file_.string() + " cannot be opened", number)};
    };
    if (database_) return {};
    std::error_code no_folder;
    std::filesystem::create_directories(file_.parent_path(), no_folder);
    if (no_folder) return cannot(no_folder.value());
    const FileDescriptor fd{::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600)};
    if (!fd.is_open()) return cannot(errno);
    return {};
}

tl::expected<void, std::string> SqliteHistory::connect()
{
    if (database_) return {};
    if (auto opened = open(); !opened) return opened;
    database_ = std::make_unique<Database>(file_);
    configure();
    if (!database_->has_failed() && !is_ours()) {
        database_.reset();
        return tl::unexpected{file_.string() + " is no history of this version of coapnode: name another file"};
    }
    database_->execute(forget_empty_series);
    load_series();
    if (!database_->has_failed()) return {};
    auto why = failed();
    database_.reset();
    return why;
}

void SqliteHistory::configure()
{
    auto& database = *database_;
    // With the file to itself it needs no index of what is written ahead that others could share.
    database.execute("PRAGMA locking_mode=EXCLUSIVE");
    database.execute("PRAGMA synchronous=OFF");  // to make a new file: nothing is in it that could be lost
    database.execute("PRAGMA auto_vacuum=INCREMENTAL");
    database.execute("PRAGMA journal_mode=WAL");
    database.execute("PRAGMA synchronous=FULL");
    const auto written_ahead = std::clamp<std::int64_t>(most_pages_ / 32, 8, 64);  // pages, until they are copied
    database.execute(assignment("wal_autocheckpoint", written_ahead));
    database.execute(assignment("journal_size_limit", 2 * written_ahead * page_size));
    database.execute(assignment("cache_size", 64));
    database.execute(assignment("max_page_count", most_pages_));
}

bool SqliteHistory::is_ours()
{
    auto& database = *database_;
    if (database.number("SELECT count(*) FROM sqlite_schema") == 0) {
        database.execute("BEGIN IMMEDIATE");
        database.execute(schema);
        database.execute(assignment("application_id", application_id));
        database.execute(assignment("user_version", schema_version));
        database.execute("COMMIT");
    }
    return database.has_failed() || (database.number("PRAGMA application_id") == application_id &&
                                     database.number("PRAGMA user_version") == schema_version);
}

void SqliteHistory::load_series()
{
    series_.clear();
    Statement rows{*database_, "SELECT id, sensor, quantity FROM series"};
    while (rows.next()) {
        if (const auto quantity = quantity_named(rows.text(2))) series_[{rows.text(1), *quantity}] = rows.integer(0);
    }
}

tl::expected<void, std::string> SqliteHistory::append(std::span<const HistoryRecord> records, WallTime oldest)
{
    if (auto connected = connect(); !connected) return connected;
    database_->execute("BEGIN IMMEDIATE");
    forget(oldest);
    {
        Statement insert{*database_, "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3)"};
        for (const auto& record : records) {
            const auto id = id_of(record);
            insert.bind(1, id).bind(2, milliseconds(record.taken_at)).bind(3, record.value.thousandths).run();
        }
    }
    database_->execute("COMMIT");
    if (database_->has_failed()) return failed();
    return {};
}

void SqliteHistory::forget(WallTime oldest)
{
    Statement forget{*database_, forget_some};
    const auto share = series_.empty() ? 0 : forgotten_at_once / static_cast<int>(series_.size());
    forget.bind(3, std::int64_t{std::max(share, least_of_each) - 1});
    for (const auto& [series, id] : series_)
        forget.bind(1, id).bind(2, milliseconds(oldest)).run();
    forget.bind(3, std::int64_t{forgotten_for_room - 1});
    const auto enough = most_pages_ * 15 / 16;
    for (int round = 0; round < rounds_at_once && used_pages() > enough; ++round) {
        const auto id = database_->number(series_of_the_oldest);
        forget.bind(1, id).bind(2, milliseconds(WallTime::max())).run();
    }
    // Where the limit was lowered the file itself has to shrink.
    if (database_->number("PRAGMA page_count") > most_pages_) database_->execute("PRAGMA incremental_vacuum(256)");
}

std::int64_t SqliteHistory::used_pages()
{
    return database_->number("PRAGMA page_count") - database_->number("PRAGMA freelist_count");
}

std::int64_t SqliteHistory::id_of(const HistoryRecord& record)
{
    const Series series{record.sensor, record.value.quantity};
    if (const auto known = series_.find(series); known != series_.end()) return known->second;
    Statement insert{*database_, "INSERT INTO series (sensor, quantity) VALUES (?1, ?2) RETURNING id"};
    const auto id = insert.bind(1, series.first).bind(2, name_of(series.second)).next() ? insert.integer(0) : 0;
    insert.run();
    return series_[series] = id;
}

tl::expected<std::vector<HistoryRecord>, std::string> SqliteHistory::find(const HistoryQuery& query)
{
    if (const auto connected = connect(); !connected) return tl::unexpected{connected.error()};
    std::vector<Cursor> cursors;  // in the order of sensors and quantities
    for (const auto& [series, id] : series_) {
        const auto& [sensor, quantity] = series;
        if (query.sensor.value_or(sensor) != sensor || query.quantity.value_or(quantity) != quantity) continue;
        Cursor cursor{{*database_,
                       "SELECT taken, value FROM record WHERE series = ?1 AND taken >= ?2 AND taken < ?3 "
                       "ORDER BY taken"},
                      sensor,
                      quantity};
        cursor.rows.bind(1, id).bind(2, milliseconds(query.since)).bind(3, milliseconds(query.until));
        if (cursor.rows.next()) cursors.push_back(std::move(cursor));
    }
    std::vector<HistoryRecord> found;
    while (found.size() < query.limit && !cursors.empty()) {
        const auto first = std::min_element(cursors.begin(), cursors.end(),
                                            [](const Cursor& a, const Cursor& b) { return a.taken() < b.taken(); });
        found.push_back(first->record());
        if (!first->rows.next()) cursors.erase(first);
    }
    cursors.clear();
    if (database_->has_failed()) return failed();
    return found;
}

tl::unexpected<std::string> SqliteHistory::failed()
{
    const int failure = database_->failure();
    const int system_error = database_->system_error();
    database_->recover();
    if (!is_damage(failure)) load_series();
    if (is_damage(failure) || database_->has_failed()) database_.reset();
    if (is_damage(failure)) set_aside();
    return tl::unexpected{told(failure, system_error)};
}

std::string SqliteHistory::told(int failure, int system_error) const
{
    if (is_damage(failure)) {
        return file_.string() + " is damaged: it is set aside as " + file_.filename().string() +
               ".broken, and a new one is begun";
    }
    const auto what = file_.string() + " cannot be used";
    if ((failure & 0xff) == SQLITE_BUSY) return what + ": another process has it open";
    if ((failure & 0xff) == SQLITE_FULL) return file_failure(what, ENOSPC);
    if (system_error != 0) return file_failure(what, system_error);
    return what + ": " + sqlite3_errstr(failure);
}

void SqliteHistory::set_aside()
{
    for (const auto* const suffix : {"", "-wal"}) {  // SQLite finds the second by the first one's name
        const auto part = file_.string() + suffix;
        std::error_code missing;
        std::filesystem::rename(part, file_.string() + ".broken" + suffix, missing);
    }
}

}  // namespace coapnode
