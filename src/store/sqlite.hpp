// SPDX-License-Identifier: MIT
/// SQLite's handles, owned. A failure sticks: after the first one nothing more is done, and failure() says which it
/// was, so that a sequence of statements is checked once, at its end.
#pragma once

#include "coapnode/core/c_ptr.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace coapnode {

class Database {
public:
    /// Opens or makes the file; failure() tells.
    explicit Database(const std::filesystem::path& file);

    [[nodiscard]] bool has_failed() const { return failure_ != SQLITE_OK; }
    /// An extended result code (sqlite.org/rescode.html); SQLITE_OK: none so far.
    [[nodiscard]] int failure() const { return failure_; }
    /// What the system said to the last failure; 0: nothing.
    [[nodiscard]] int system_error() const { return system_error_; }

    /// For damage that SQLite does not see. From then on the database has failed.
    void find_damaged() { check(SQLITE_CORRUPT); }

    /// Rolls back the transaction and clears the failure, as far as possible.
    void recover();

    void execute(const std::string& sql);
    /// The first column of the first row; 0 where there is none.
    std::int64_t number(const std::string& sql);
    /// How many rows the last INSERT, UPDATE or DELETE changed.
    [[nodiscard]] int changes() const;

private:
    friend class Statement;
    /// Whether `code` is a success and no failure came before.
    bool check(int code);

    CPtr<sqlite3, &sqlite3_close> handle_;
    int failure_ = SQLITE_OK;
    int system_error_ = 0;
};

/// Parameters and columns are counted from 1 and from 0, as SQLite does.
class Statement {
public:
    /// `database` outlives it.
    Statement(Database& database, std::string_view sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view value);

    /// To the next row; false: there is none.
    bool next();
    /// Runs to the end; then it can be bound again.
    void run();

    [[nodiscard]] bool is_integer(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    Database* database_;
    CPtr<sqlite3_stmt, &sqlite3_finalize> handle_;
};

}  // namespace coapnode
