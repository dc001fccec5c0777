// SPDX-License-Identifier: MIT
/// How a history shares out its max_size: so many pages of the file, and so many that are written ahead of it (WAL).
/// Pure.
#pragma once

#include <cstdint>

namespace coapnode {

struct HistoryBudget {
    static constexpr std::int64_t page_size = 4096;
    /// Below it the database's own pages, and what is written ahead, leave no room for records.
    static constexpr std::uint64_t least_size = 1'000'000;

    explicit HistoryBudget(std::uint64_t max_size);

    std::int64_t file;        ///< pages, at most
    std::int64_t checkpoint;  ///< pages written ahead, from which on they are copied into the file
    std::int64_t
        transaction;  ///< pages that one transaction may write; with those before it that is all there is room for

    /// Of a transaction, before it has changed a record: the first page, those that lead to others, the free list.
    static constexpr std::int64_t overhead = 6;
    /// No less than what it writes to add or delete `records` in `series`, each page of which may have to be shared out
    /// anew with its neighbours; and no less than what the file grows by.
    static constexpr std::int64_t pages_for(std::int64_t series, std::int64_t records)
    {
        return series * 2 + records / records_of_a_page + 1;
    }
    /// The records of one series that fit into a transaction.
    [[nodiscard]] std::int64_t most_records() const { return (transaction - overhead - 5) * records_of_a_page; }

private:
    static constexpr std::int64_t records_of_a_page = 64;  // fewer than a page holds once it was split
};

}  // namespace coapnode
