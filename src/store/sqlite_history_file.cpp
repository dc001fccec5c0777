// SPDX-License-Identifier: MIT
#include "store/sqlite_history_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "store/file_failure.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

constexpr std::int64_t application_id = 0x636f6170;  // "coap", in the file's header
constexpr std::int64_t schema_version = 1;

constexpr const char* schema = R"(
    CREATE TABLE series (id INTEGER PRIMARY KEY, sensor TEXT NOT NULL, quantity TEXT NOT NULL, UNIQUE (sensor, quantity));
    CREATE TABLE record (series INTEGER NOT NULL, taken INTEGER NOT NULL, value INTEGER NOT NULL,
                         PRIMARY KEY (series, taken)) WITHOUT ROWID;
)";

constexpr const char* tables_of_ours =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('series', 'record')";

std::string assignment(const char* pragma, std::int64_t value)
{
    return std::string{"PRAGMA "} + pragma + '=' + std::to_string(value);
}

/// Our statements are always the same: one that makes no sense (SQLITE_ERROR) met tables that are not as we made them.
bool is_damage(int failure)
{
    const int primary = failure & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_ERROR ||
           failure == SQLITE_IOERR_SHORT_READ || failure == SQLITE_IOERR_DATA || failure == SQLITE_IOERR_CORRUPTFS;
}

/// 0, or the system's error number. SQLite finds what is written ahead by the name of the file.
int set_aside(const std::filesystem::path& file)
{
    std::error_code failure;
    std::filesystem::rename(file, file.string() + ".broken", failure);
    if (failure) return failure.value();
    std::filesystem::rename(file.string() + "-wal", file.string() + ".broken-wal", failure);
    return 0;  // without its database a log means nothing: SQLite removes it when it makes the new one
}

}  // namespace

HistoryFile::HistoryFile(std::filesystem::path file, HistoryBudget budget) : file_{std::move(file)}, budget_{budget} {}

/// SQLite's own way to make a file leaves its mode to the umask. What it makes beside it later has the same mode.
tl::expected<void, std::string> HistoryFile::make()
{
    const auto cannot = [&](int number) {
        return tl::unexpected{file_failure(file_.string() + " cannot be opened", number)};
    };
    if (database_) return {};
    std::error_code no_folder;
    std::filesystem::create_directories(file_.parent_path(), no_folder);
    if (no_folder) return cannot(no_folder.value());
    const FileDescriptor fd{::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600)};
    struct stat status {};
    if (!fd.is_open() || ::fstat(fd.get(), &status) != 0) return cannot(errno);
    device_ = status.st_dev;
    inode_ = status.st_ino;
    return {};
}

tl::expected<void, std::string> HistoryFile::connect()
{
    if (database_) return look_at_place();
    if (auto made = make(); !made) return made;
    database_ = std::make_unique<Database>(file_);
    configure();
    if (!database_->has_failed()) {
        if (auto ours = look_at_owner(); !ours) return ours;
    }
    if (!database_->has_failed()) return {};
    auto why = failed();
    database_.reset();
    return why;
}

/// Who writes on into a file that was removed keeps nothing, and nobody notices before the next start.
tl::expected<void, std::string> HistoryFile::look_at_place()
{
    struct stat status {};
    if (::stat(file_.c_str(), &status) == 0 && status.st_dev == device_ && status.st_ino == inode_) return {};
    database_.reset();
    return tl::unexpected{file_.string() + " was removed or replaced while it was in use: it is begun anew"};
}

tl::expected<void, std::string> HistoryFile::look_at_owner()
{
    if (database_->number("SELECT count(*) FROM sqlite_schema") == 0) make_schema();
    const auto id = database_->number("PRAGMA application_id");
    const auto version = database_->number("PRAGMA user_version");
    const bool has_our_tables = database_->number(tables_of_ours) == 2;
    if (database_->has_failed() || (id == application_id && version == schema_version)) return {};
    database_.reset();
    if (id != application_id && has_our_tables) return damaged();  // its header is
    return tl::unexpected{file_.string() + " is no history of this version of coapnode: name another file"};
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
    database_->execute(schema);
    database_->execute(assignment("application_id", application_id));
    database_->execute(assignment("user_version", schema_version));
    database_->execute("COMMIT");
    database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::int64_t HistoryFile::used_pages()
{
    return database_->number("PRAGMA page_count") - database_->number("PRAGMA freelist_count");
}

tl::unexpected<std::string> HistoryFile::failed()
{
    const int failure = database_->failure();
    const int system_error = database_->system_error();
    database_->recover();
    const bool at_limit = used_pages() > budget_.file - budget_.transaction;
    if (is_damage(failure) || database_->has_failed()) database_.reset();
    if (is_damage(failure)) return damaged();
    return tl::unexpected{told(failure, system_error, at_limit)};
}

tl::unexpected<std::string> HistoryFile::damaged()
{
    const auto aside = file_.filename().string() + ".broken";
    if (const auto failure = set_aside(file_); failure != 0) {
        return tl::unexpected{
            file_failure(file_.string() + " is damaged and cannot be set aside as " + aside, failure) +
            "; move it away"};
    }
    return tl::unexpected{file_.string() + " is damaged: it is set aside as " + aside + ", and a new one is begun"};
}

std::string HistoryFile::told(int failure, int system_error, bool at_limit) const
{
    const auto what = file_.string() + " cannot be used";
    const int primary = failure & 0xff;
    if (primary == SQLITE_BUSY) return what + ": another process has it open";
    // SQLite says the same of a disk that is full and of a file that has its max_page_count.
    if (primary == SQLITE_FULL && at_limit) return file_.string() + " is at its max_size: raise it";
    if (primary == SQLITE_FULL) return file_failure(what, ENOSPC);
    if (system_error != 0) return file_failure(what, system_error);
    return what + ": " + sqlite3_errstr(failure);
}

}  // namespace coapnode
