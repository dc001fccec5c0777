// SPDX-License-Identifier: MIT
/// Stores the sensors' values over time. src/store implements it with a database.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coapnode {

/// One quantity of one sample.
struct HistoryRecord {
    WallTime taken_at;
    std::string sensor;
    Value value;

    bool operator==(const HistoryRecord&) const = default;
};

/// The order of records: by time, then sensor, then quantity.
inline bool comes_before(const HistoryRecord& a, const HistoryRecord& b)
{
    if (a.taken_at != b.taken_at) return a.taken_at < b.taken_at;
    if (a.sensor != b.sensor) return a.sensor < b.sensor;
    return a.value.quantity < b.value.quantity;
}

struct HistoryQuery {
    std::optional<std::string> sensor;  ///< nullopt: all
    std::optional<Quantity> quantity;   ///< nullopt: all
    WallTime since = WallTime::min();   ///< the first moment; included
    WallTime until = WallTime::max();   ///< the end; not included
    std::size_t limit{};  ///< return this many of the oldest records, and all others of the same moment as the last one
};

/// The message of each error is one clause that names the place and what to do. A failed call may be repeated.
class HistoryStore {
public:
    virtual ~HistoryStore() = default;

    /// Checks whether the store is usable, as far as a cheap check can tell. Errors: not_stored.
    virtual Result<void> open() = 0;

    /// Stores `records` so that they survive a power failure. Also deletes records older than `oldest`, and the oldest
    /// ones when the store grows too large. After an error some records may be stored; storing them again is harmless,
    /// because a sensor has one value of a quantity at a time.
    virtual Result<void> append(std::span<const HistoryRecord> records, WallTime oldest) = 0;

    /// The records that match, in the order of comes_before().
    virtual Result<std::vector<HistoryRecord>> find(const HistoryQuery& query) = 0;
};

}  // namespace coapnode
