// SPDX-License-Identifier: MIT
/// What the sensors measured, over time, and where it is kept. src/store writes it to a database.
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

/// Oldest first; what was taken at once, by sensor and quantity.
inline bool comes_before(const HistoryRecord& a, const HistoryRecord& b)
{
    if (a.taken_at != b.taken_at) return a.taken_at < b.taken_at;
    if (a.sensor != b.sensor) return a.sensor < b.sensor;
    return a.value.quantity < b.value.quantity;
}

struct HistoryQuery {
    std::optional<std::string> sensor;  ///< nullopt: all
    std::optional<Quantity> quantity;   ///< nullopt: all
    WallTime since = WallTime::min();   ///< the first moment
    WallTime until = WallTime::max();   ///< the first moment that is not wanted any more
    std::size_t limit{};  ///< the oldest so many, and what was taken at the same moment as the last of them
};

/// The message of each error is one clause that names the place and what to do; what failed may be tried again.
class HistoryStore {
public:
    virtual ~HistoryStore() = default;

    /// Whether it could be used, as far as that can be told at little cost.
    virtual Result<void> open() = 0;

    /// Keeps `records`; they stay when the power fails. Where it fails some of them may be kept, and may be given
    /// again: a sensor has one value of a quantity at a time. Forgets what was taken before `oldest`, and the oldest
    /// when it grows too large.
    virtual Result<void> append(std::span<const HistoryRecord> records, WallTime oldest) = 0;

    /// In the order of comes_before().
    virtual Result<std::vector<HistoryRecord>> find(const HistoryQuery& query) = 0;
};

}  // namespace coapnode
