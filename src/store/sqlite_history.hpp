// SPDX-License-Identifier: MIT
/// The history as an SQLite database: a table of series (sensor and quantity), and their records by time.
///
/// It uses a write-ahead log (WAL). Records are on the disk when append() returns. Only this process can open the file,
/// so nobody can delay it. A damaged file is renamed to FILE.broken.
#pragma once

#include "coapnode/store/history_store.hpp"
#include "store/sqlite_history_budget.hpp"
#include "store/sqlite_history_file.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace coapnode {

class SqliteHistory final : public HistoryStore {
public:
    /// How much one append deletes, which bounds its time; the rest is deleted by later ones. Of records that are too
    /// old: so many of all series together, but some of each.
    static constexpr int forgotten_at_once = 8'000;
    static constexpr int least_of_each = 128;
    /// Of the oldest, when there is too little room: so many of a series at a time, so many in all.
    static constexpr int forgotten_for_room = 2'000;
    static constexpr int most_for_room = 64'000;
    /// Pages, where the limit was lowered and the file itself has to shrink.
    static constexpr std::int64_t given_back_at_once = 256;
    static constexpr std::uint64_t least_size = HistoryBudget::least_size;

    /// `max_size`, in bytes, of the file and its write-ahead log together, at least least_size. A missing folder is
    /// made.
    SqliteHistory(std::filesystem::path file, std::uint64_t max_size);

    Result<void> open() override;
    Result<void> append(std::span<const HistoryRecord> records, WallTime oldest) override;
    Result<std::vector<HistoryRecord>> find(const HistoryQuery& query) override;

private:
    using Series = std::pair<std::string, Quantity>;
    using Batch = std::span<const HistoryRecord* const>;  ///< by series

    Result<void> connect();
    void check_series();
    void load_series();
    /// In transactions that each write no more than the budget has room for.
    void write(Batch records, WallTime oldest);
    void begin();
    void commit();
    /// Call it before writing so many pages. It begins another transaction if this one has written too many.
    void reserve(std::int64_t pages);
    [[nodiscard]] std::size_t first_part(Batch records) const;
    void insert(Batch records);
    std::int64_t id_of(const HistoryRecord& record);
    void forget_old(WallTime oldest);
    /// Deletes the oldest records until the file can grow by so many pages.
    void make_room(std::int64_t pages);
    int forget_oldest(std::int64_t enough);
    /// At most `most` of the oldest of a series. Returns how many.
    int forget(Statement& statement, std::int64_t series, std::int64_t before, std::int64_t most);
    void give_back();
    Failure failed();

    HistoryBudget budget_;
    HistoryFile file_;
    std::map<Series, std::int64_t> series_;
    std::int64_t written_ = 0;  ///< pages, in this transaction
    int may_forget_ = 0;        ///< for room, in this append
};

}  // namespace coapnode
