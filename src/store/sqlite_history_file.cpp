// SPDX-License-Identifier: MIT
#include "store/sqlite_history_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "store/file_failure.hpp"
#include "store/sqlite_fault.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

constexpr std::int64_t application_id = 0x636f6170;  // "coap", in the file's header
constexpr std::int64_t schema_version = 1;

// As they stand in files that exist, blanks and all: other tables are of another version.
constexpr const char* series_table =
    "CREATE TABLE series (id INTEGER PRIMARY KEY, sensor TEXT NOT NULL, quantity TEXT NOT NULL, "
    "UNIQUE (sensor, quantity))";
constexpr const char* record_table =
    "CREATE TABLE record (series INTEGER NOT NULL, taken INTEGER NOT NULL, value INTEGER NOT NULL,\n"
    "                         PRIMARY KEY (series, taken)) WITHOUT ROWID";

constexpr const char* tables_of_ours =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('series', 'record')";

std::string assignment(const char* pragma, std::int64_t value)
{
    return std::string{"PRAGMA "} + pragma + '=' + std::to_string(value);
}

/// 0, or the system's error number. SQLite finds what is written ahead by the name of the file.
int set_aside(const std::filesystem::path& file)
{
    const auto ahead = file.string() + ".broken-wal";
    std::error_code failure;
    std::filesystem::rename(file, file.string() + ".broken", failure);
    if (failure) return failure.value();
    std::filesystem::remove(ahead, failure);  // of an earlier one: it would be taken for this one's
    std::filesystem::rename(file.string() + "-wal", ahead, failure);
    return 0;  // without its database a log means nothing: SQLite removes it when it makes the new one
}

/// Of the file, or of what SQLite writes beside it.
std::optional<std::string> obstacle_at_any(const std::filesystem::path& file)
{
    for (const auto* const part : {"", "-wal", "-journal"}) {
        if (auto obstacle = obstacle_at(file.string() + part, R_OK | W_OK)) return obstacle;
    }
    return std::nullopt;
}

}  // namespace

HistoryFile::HistoryFile(std::filesystem::path file, HistoryBudget budget) : file_{std::move(file)}, budget_{budget} {}

/// SQLite's own way to make a file leaves its mode to the umask. What it makes beside it later has the same mode.
Result<void> HistoryFile::make()
{
    const auto cannot = [&](int number) { return fail(Errc::not_stored, file_failure(file_, "opened", number)); };
    if (database_) return {};
    if (auto obstacle = obstacle_at_any(file_)) return fail(Errc::not_stored, *std::move(obstacle));
    std::error_code no_folder;
    std::filesystem::create_directories(file_.parent_path(), no_folder);
    if (no_folder) return cannot(no_folder.value());
    const FileDescriptor fd{::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600)};
    struct stat status {};
    if (!fd.is_open() || ::fstat(fd.get(), &status) != 0) return cannot(errno);
    if (status.st_size == 0) give_to_owner_of(file_.parent_path(), fd.get());
    device_ = status.st_dev;
    inode_ = status.st_ino;
    return {};
}

Result<void> HistoryFile::connect()
{
    if (database_) return check_place();
    if (auto made = make(); !made) return made;
    database_ = std::make_unique<Database>(file_);
    configure();
    if (!database_->has_failed()) {
        if (auto ours = check_owner(); !ours) return ours;
    }
    if (!database_->has_failed()) return {};
    auto why = failed();
    database_.reset();
    return why;
}

/// Who writes on into a file that was removed keeps nothing, and nobody notices before the next start.
Result<void> HistoryFile::check_place()
{
    struct stat status {};
    if (::stat(file_.c_str(), &status) == 0 && status.st_dev == device_ && status.st_ino == inode_) return {};
    database_.reset();
    return fail(Errc::not_stored, file_.string() + " was removed or replaced while it was in use: a new one is made");
}

Result<void> HistoryFile::check_owner()
{
    if (database_->number("SELECT count(*) FROM sqlite_schema") == 0) make_schema();
    const auto id = database_->number("PRAGMA application_id");
    const auto version = database_->number("PRAGMA user_version");
    const bool has_our_names = database_->number(tables_of_ours) == 2;
    const bool is_as_made = has_tables_as_made();
    const bool is_of_us = id == application_id && version == schema_version;
    if (database_->has_failed() || (is_of_us && is_as_made)) return {};
    database_.reset();
    // The header is damaged, or the tables are.
    if (is_as_made || is_of_us || (id != application_id && has_our_names)) return damaged();
    return fail(Errc::not_stored, file_.string() + " is not a history of this version of coapnode: name another file");
}

bool HistoryFile::has_tables_as_made()
{
    Statement tables{*database_, "SELECT count(*) FROM sqlite_schema WHERE sql IN (?1, ?2)"};
    tables.bind(1, std::string_view{series_table}).bind(2, std::string_view{record_table});
    return tables.next() && tables.integer(0) == 2;
}

void HistoryFile::configure()
{
    auto& database = *database_;
    // With the file to itself it needs no index of what is written ahead that others could share.
    database.execute("PRAGMA locking_mode=EXCLUSIVE");
    database.execute("PRAGMA synchronous=OFF");  // to make a new file: see make_schema()
    database.execute("PRAGMA auto_vacuum=INCREMENTAL");
    database.execute("PRAGMA journal_mode=WAL");
    database.execute("PRAGMA synchronous=FULL");
    database.execute(assignment("wal_autocheckpoint", budget_.checkpoint));
    const auto ahead = budget_.checkpoint + budget_.transaction;
    database.execute(assignment("journal_size_limit", ahead * HistoryBudget::page_size));
    database.execute(assignment("cache_size", 64));
    database.execute(assignment("max_page_count", budget_.file));
}

/// The checkpoint brings the first page to the disk: SQLite throws away what is written ahead of an empty file.
void HistoryFile::make_schema()
{
    database_->execute("BEGIN IMMEDIATE");
    database_->execute(series_table);
    database_->execute(record_table);
    database_->execute(assignment("application_id", application_id));
    database_->execute(assignment("user_version", schema_version));
    database_->execute("COMMIT");
    database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::int64_t HistoryFile::used_pages()
{
    return database_->number("PRAGMA page_count") - database_->number("PRAGMA freelist_count");
}

Failure HistoryFile::failed()
{
    const int failure = database_->failure();
    const int system_error = database_->system_error();
    database_->recover();
    const bool at_limit = used_pages() > budget_.file - budget_.transaction;
    const bool is_damage = is_damaged(failure);
    if (is_damage || database_->has_failed()) database_.reset();
    if (is_damage) return damaged();
    return fail(Errc::not_stored, told(failure, system_error, at_limit));
}

Failure HistoryFile::damaged()
{
    const auto aside = file_.filename().string() + ".broken";
    if (const auto failure = set_aside(file_); failure != 0) {
        return fail(Errc::not_stored, file_.string() + " is damaged and cannot be renamed to " + aside +
                                          cause_and_advice(file_.string() + ".broken", failure) + "; move it away");
    }
    return fail(Errc::not_stored,
                file_.string() + " is damaged: it was renamed to " + aside + ", and a new one is made");
}

/// What the rights of the file say of SQLITE_READONLY, its header may say, too.
bool HistoryFile::is_damaged(int failure) const
{
    if ((failure & 0xff) == SQLITE_READONLY) return !obstacle_at_any(file_) && is_writable(file_.parent_path());
    return !passes_by_itself(failure);
}

std::string HistoryFile::told(int failure, int system_error, bool at_limit) const
{
    const auto used = [&](int number) { return file_failure(file_, "used", number); };
    const int primary = failure & 0xff;
    if (primary == SQLITE_BUSY) return file_.string() + " cannot be used: another process has it open";
    // SQLite says the same of a disk that is full and of a file that has its max_page_count.
    if (primary == SQLITE_FULL && at_limit) return file_.string() + " is at its max_size: raise it";
    if (primary == SQLITE_FULL) return used(ENOSPC);
    if (system_error != 0) return used(system_error);
    return file_.string() + " cannot be used: " + sqlite3_errstr(failure);
}

}  // namespace coapnode
