// SPDX-License-Identifier: MIT
/// The history as an SQLite database: a table of series (sensor and quantity), and their records by time.
///
/// It is written ahead (WAL), each append is one transaction and on the disk when it returns, and the file is this
/// process' alone, so that nobody can hold it up. A file that is damaged is set aside as FILE.broken.
#pragma once

#include "coapnode/store/history_store.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

class Database;

class SqliteHistory final : public HistoryStore {
public:
    /// How much one append forgets, which bounds how long it takes; what is more goes with the next ones. Of what is
    /// too old: so many records of all series together, but some of each.
    static constexpr int forgotten_at_once = 8'000;
    static constexpr int least_of_each = 128;
    /// Of the oldest, where there is too little room: so many at a time, so many times.
    static constexpr int forgotten_for_room = 2'000;
    static constexpr int rounds_at_once = 32;
    /// Below it the database's own pages, and what is written ahead, leave no room for records.
    static constexpr std::uint64_t least_size = 1'000'000;

    /// `max_size`, in bytes: of the file and what is written ahead of it together; from least_size on. The folder is
    /// made where it is missing.
    SqliteHistory(std::filesystem::path file, std::uint64_t max_size);
    ~SqliteHistory() override;
    SqliteHistory(const SqliteHistory&) = delete;
    SqliteHistory& operator=(const SqliteHistory&) = delete;

    tl::expected<void, std::string> open() override;
    tl::expected<void, std::string> append(std::span<const HistoryRecord> records, WallTime oldest) override;
    tl::expected<std::vector<HistoryRecord>, std::string> find(const HistoryQuery& query) override;

private:
    using Series = std::pair<std::string, Quantity>;

    tl::expected<void, std::string> connect();
    void configure();
    bool is_ours();
    void load_series();
    void forget(WallTime oldest);
    [[nodiscard]] std::int64_t used_pages();
    std::int64_t id_of(const HistoryRecord& record);
    /// Why the database failed. One that is damaged is set aside; one that cannot go on is closed.
    tl::unexpected<std::string> failed();
    [[nodiscard]] std::string told(int failure, int system_error) const;
    void set_aside();

    std::filesystem::path file_;
    std::int64_t most_pages_;             ///< of the file, without what is written ahead
    std::unique_ptr<Database> database_;  ///< nullptr: not open
    std::map<Series, std::int64_t> series_;
};

}  // namespace coapnode
