// SPDX-License-Identifier: MIT
#include "resources/history_query.hpp"

#include "coapnode/config/duration.hpp"
#include "coapnode/core/number.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

namespace {

std::optional<WallTime> seconds_since_1970(std::string_view text)
{
    constexpr double most = 1e11;  // some 3 000 years
    const auto seconds = parse_number(text);
    if (!seconds || !(*seconds >= 0 && *seconds <= most)) return std::nullopt;
    return WallTime{WallTime::duration{std::llround(*seconds * 1000)}};
}

std::optional<WallTime> moment(std::string_view text, WallTime now)
{
    if (const auto seconds = seconds_since_1970(text)) return seconds;
    if (const auto ago = duration_in(text)) return now - std::chrono::floor<WallTime::duration>(*ago);
    return from_rfc3339(text);
}

Result<void> bad(std::string_view name, const std::string& expected)
{
    return fail(Errc::bad_body, std::string{name} + " accepts " + expected);
}

Result<void> read_moment(std::string_view name, std::string_view text, WallTime now, WallTime& into)
{
    const auto read = moment(text, now);
    if (!read) return bad(name, "a time such as 2026-11-22T09:31:07Z or 1795339867.123, or how long ago, such as 10m");
    into = *read;
    return {};
}

/// "temperature, humidity, pressure ... or sea_level_pressure"
std::string quantity_names()
{
    std::string names;
    for (std::size_t i = 0; i < quantity_count; ++i) {
        if (i > 0) names += i + 1 == quantity_count ? " or " : ", ";
        names += quantity_rows[i].name;
    }
    return names;
}

Result<void> read(HistoryQuery& query, std::string_view name, std::string_view text, WallTime now)
{
    if (name == "since") return read_moment(name, text, now, query.since);
    if (name == "after") {
        auto done = read_moment(name, text, now, query.since);
        if (done) query.since += WallTime::duration{1};
        return done;
    }
    if (name == "until") return read_moment(name, text, now, query.until);
    if (name == "sensor") {
        query.sensor = text;
        return text.empty() ? bad(name, "the name of a sensor") : Result<void>{};
    }
    if (name == "quantity") {
        query.quantity = quantity_named(text);
        return query.quantity ? Result<void>{} : bad(name, "the name of a quantity: " + quantity_names());
    }
    if (name == "limit") {
        const auto number = parse_number(text);
        const auto limit = number ? whole_number(*number, 1, most_history_records) : std::nullopt;
        if (!limit) return bad(name, "a number from 1 to " + std::to_string(most_history_records));
        query.limit = *limit;
        return {};
    }
    return bad("/history", "only the queries sensor, quantity, since or after, until and limit");
}

}  // namespace

Result<HistoryQuery> read_history_query(const std::vector<std::string>& queries, WallTime now)
{
    HistoryQuery query;
    query.limit = default_history_limit;
    std::vector<std::string_view> names;
    for (const std::string_view given : queries) {
        const auto equals = std::min(given.find('='), given.size());
        const auto name = given.substr(0, equals);
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            return fail(Errc::bad_body, std::string{name.substr(0, 16)} + " is given twice");
        }
        names.push_back(name);
        const std::string_view other = name == "since" ? "after" : "since";
        if ((name == "since" || name == "after") && std::find(names.begin(), names.end(), other) != names.end()) {
            return fail(Errc::bad_body, "since and after cannot be used together");
        }
        const auto done = read(query, name, given.substr(std::min(equals + 1, given.size())), now);
        if (!done) return fail(done);
    }
    return query;
}

}  // namespace coapnode
