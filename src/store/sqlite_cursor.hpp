// SPDX-License-Identifier: MIT
/// The records of one series that a query asks for, oldest first.
///
/// SQLite has no checksums: one wrong bit in a key, and a search by that key ends there as if nothing came after it. So
/// the order is watched, and the end is looked for from the other side, too.
#pragma once

#include "coapnode/store/history_store.hpp"
#include "store/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

class SeriesCursor {
public:
    /// `database` outlives it.
    SeriesCursor(Database& database, std::int64_t series, std::string sensor, Quantity quantity,
                 const HistoryQuery& query);

    /// To the next record; false: there is none. Records that are not as they were written are found to be damaged.
    bool next();

    [[nodiscard]] WallTime taken() const { return WallTime{WallTime::duration{taken_.value_or(0)}}; }
    [[nodiscard]] HistoryRecord record() const { return {taken(), sensor_, {quantity_, thousandths_}}; }

private:
    bool read();
    [[nodiscard]] bool is_at_end() const;
    Statement within(const char* sql) const;

    Database* database_;
    std::int64_t series_;
    std::string sensor_;
    Quantity quantity_;
    std::int64_t since_;
    std::int64_t until_;
    Statement rows_;
    std::optional<std::int64_t> taken_;  ///< in ms; nullopt: there was none yet
    std::int32_t thousandths_{};
};

}  // namespace coapnode
