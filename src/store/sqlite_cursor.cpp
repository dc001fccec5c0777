// SPDX-License-Identifier: MIT
#include "store/sqlite_cursor.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr const char* forwards =
    "SELECT taken, value FROM record WHERE series = ?1 AND taken >= ?2 AND taken < ?3 ORDER BY taken";
constexpr const char* last =
    "SELECT taken FROM record WHERE series = ?1 AND taken >= ?2 AND taken < ?3 ORDER BY taken DESC LIMIT 1";

}  // namespace

SeriesCursor::SeriesCursor(Database& database, std::int64_t series, std::string sensor, Quantity quantity,
                           const HistoryQuery& query)
    : database_{&database},
      series_{series},
      sensor_{std::move(sensor)},
      quantity_{quantity},
      since_{query.since.time_since_epoch().count()},
      until_{query.until.time_since_epoch().count()},
      rows_{within(forwards)}
{
}

bool SeriesCursor::next()
{
    if (rows_.next()) {
        if (read()) return true;
        database_->find_damaged();
    } else if (!database_->has_failed() && !is_at_end()) {
        database_->find_damaged();
    }
    return false;
}

bool SeriesCursor::read()
{
    const auto value = rows_.is_integer(1) ? rows_.integer(1) : std::int64_t{INT64_MAX};
    const auto taken = rows_.integer(0);
    const bool is_in_order = rows_.is_integer(0) && (!taken_ || taken > *taken_);
    taken_ = taken;
    thousandths_ = static_cast<std::int32_t>(value);
    return is_in_order && thousandths_ == value;
}

bool SeriesCursor::is_at_end() const
{
    auto found = within(last);
    return found.next() ? taken_ == found.integer(0) : !taken_;
}

Statement SeriesCursor::within(const char* sql) const
{
    Statement statement{*database_, sql};
    statement.bind(1, series_).bind(2, since_).bind(3, until_);
    return statement;
}

}  // namespace coapnode
