// SPDX-License-Identifier: MIT
/// How a history divides its max_size: so many pages for the file, and so many for its write-ahead log (WAL).
/// Pure.
#pragma once

#include <cstdint>

namespace coapnode {

struct HistoryBudget {
    static constexpr std::int64_t page_size = 4096;
    /// Below this size the database's own pages and the write-ahead log leave no room for records.
    static constexpr std::uint64_t least_size = 1'000'000;

    explicit HistoryBudget(std::uint64_t max_size);

    std::int64_t file;        ///< pages, at most
    std::int64_t checkpoint;  ///< pages written ahead, from which on they are copied into the file
    std::int64_t
        transaction;  ///< pages that one transaction may write; with those before it that is all there is room for

    /// Of a transaction, before it has changed a record: the first page, those that lead to others, the free list.
    static constexpr std::int64_t overhead = 6;
    /// At least the pages that are written to add or delete `records` in `series`, as each page may have to be balanced
    /// with its neighbours; and at least the pages by which the file grows.
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
