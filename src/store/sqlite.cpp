// SPDX-License-Identifier: MIT
#include "store/sqlite.hpp"

namespace coapnode {

Database::Database(const std::filesystem::path& file)
{
    sqlite3* handle = nullptr;
    // One thread, one connection: no mutex, and no cache that others share.
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (handle_) sqlite3_extended_result_codes(handle_.get(), 1);
    check(code);
}

bool Database::check(int code)
{
    if (failure_ == SQLITE_OK && code != SQLITE_OK) {
        failure_ = code;
        system_error_ = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
    }
    return failure_ == SQLITE_OK;
}

void Database::recover()
{
    failure_ = SQLITE_OK;
    if (!handle_) return;  // there was no memory to open it
    if (sqlite3_get_autocommit(handle_.get()) == 0) execute("ROLLBACK");
}

void Database::execute(const std::string& sql)
{
    if (!has_failed()) check(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::number(const std::string& sql)
{
    Statement statement{*this, sql};
    return statement.next() ? statement.integer(0) : 0;
}

int Database::changes() const
{
    return has_failed() ? 0 : sqlite3_changes(handle_.get());
}

Statement::Statement(Database& database, std::string_view sql) : database_{&database}
{
    if (database.has_failed()) return;
    sqlite3_stmt* handle = nullptr;
    const auto size = static_cast<int>(sql.size());
    database.check(sqlite3_prepare_v2(database.handle_.get(), sql.data(), size, &handle, nullptr));
    handle_.reset(handle);
}

Statement& Statement::bind(int parameter, std::int64_t value)
{
    if (!database_->has_failed()) database_->check(sqlite3_bind_int64(handle_.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view value)
{
    if (database_->has_failed()) return *this;
    const auto size = static_cast<int>(value.size());
    database_->check(sqlite3_bind_text(handle_.get(), parameter, value.data(), size, SQLITE_TRANSIENT));
    return *this;
}

bool Statement::next()
{
    if (database_->has_failed()) return false;
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    database_->check(code == SQLITE_DONE ? SQLITE_OK : code);
    return false;
}

void Statement::run()
{
    while (next()) {
    }
    if (handle_) sqlite3_reset(handle_.get());
}

bool Statement::is_integer(int column) const
{
    return sqlite3_column_type(handle_.get(), column) == SQLITE_INTEGER;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* const bytes = sqlite3_column_blob(handle_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
    return bytes == nullptr ? std::string{} : std::string{static_cast<const char*>(bytes), size};
}

}  // namespace coapnode
