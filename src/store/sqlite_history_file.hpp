// SPDX-License-Identifier: MIT
/// The file of a history: makes it, opens it, knows whether it is ours, and what to do with one that is damaged.
#pragma once

#include "coapnode/core/result.hpp"
#include "store/sqlite.hpp"
#include "store/sqlite_history_budget.hpp"

#include <sys/types.h>
#include <filesystem>
#include <memory>
#include <string>

namespace coapnode {

class HistoryFile {
public:
    HistoryFile(std::filesystem::path file, HistoryBudget budget);

    /// Makes the file where there is none, and its folder. Errors as all of this: one clause that names the file.
    Result<void> make();

    /// Opens the database unless it is open. If its file was removed while it was open, it is closed: one error,
    /// once.
    Result<void> connect();

    /// While it is open.
    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] bool is_open() const { return database_ != nullptr; }

    /// Why the database failed. The transaction is rolled back. A damaged file is renamed to FILE.broken; a database
    /// that cannot go on is closed.
    Failure failed();

    /// Pages that are in use.
    [[nodiscard]] std::int64_t used_pages();

private:
    Result<void> check_place();
    Result<void> check_owner();
    [[nodiscard]] bool has_tables_as_made();
    void configure();
    void make_schema();
    Failure damaged();
    [[nodiscard]] bool is_damaged(int failure) const;
    [[nodiscard]] std::string told(int failure, int system_error, bool at_limit) const;

    std::filesystem::path file_;
    HistoryBudget budget_;
    std::unique_ptr<Database> database_;  ///< nullptr: not open
    dev_t device_{};                      ///< with inode_: which file is open
    ino_t inode_{};
};

}  // namespace coapnode
