// SPDX-License-Identifier: MIT
#include "resources/history_query.hpp"

#include "coapnode/config/duration.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

namespace {

/// The whole of `text` as a number.
template <class T>
std::optional<T> number(std::string_view text)
{
    T value{};
    const auto* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    return failure == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

std::optional<WallTime> seconds_since_1970(std::string_view text)
{
    constexpr double most = 1e11;  // some 3 000 years
    if (text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
    const auto seconds = number<double>(text);
    if (!seconds || *seconds > most) return std::nullopt;
    return WallTime{WallTime::duration{std::llround(*seconds * 1000)}};
}

std::optional<WallTime> moment(std::string_view text, WallTime now)
{
    if (const auto seconds = seconds_since_1970(text)) return seconds;
    if (const auto ago = parse_duration(text)) return now - std::chrono::floor<WallTime::duration>(*ago);
    return from_rfc3339(text);
}

Result<void> bad(std::string_view name, const std::string& expected)
{
    return fail(Errc::bad_body, std::string{name} + " takes " + expected);
}

Result<void> read_moment(std::string_view name, std::string_view text, WallTime now, WallTime& into)
{
    const auto read = moment(text, now);
    if (!read)
        return bad(name, "a moment such as 2026-11-22T09:31:07Z or 1795339867.123, or how long ago, such as 10m");
    into = *read;
    return {};
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
        return query.quantity ? Result<void>{} : bad(name, "temperature, humidity or pressure");
    }
    if (name == "limit") {
        query.limit = number<std::size_t>(text).value_or(0);
        if (query.limit >= 1 && query.limit <= most_history_records) return {};
        return bad(name, "a number from 1 to " + std::to_string(most_history_records));
    }
    return bad("/history", "the queries sensor, quantity, since or after, until and limit");
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
            return fail(Errc::bad_body, std::string{name.substr(0, 16)} + " stands twice");
        }
        names.push_back(name);
        const std::string_view other = name == "since" ? "after" : "since";
        if ((name == "since" || name == "after") && std::find(names.begin(), names.end(), other) != names.end()) {
            return fail(Errc::bad_body, "since and after exclude each other");
        }
        const auto done = read(query, name, given.substr(std::min(equals + 1, given.size())), now);
        if (!done) return fail(done);
    }
    return query;
}

}  // namespace coapnode
