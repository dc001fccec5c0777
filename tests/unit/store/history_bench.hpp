// SPDX-License-Identifier: MIT
/// A database in a folder of its own, and records to put there.
#pragma once

#include "store/sqlite_history.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

inline constexpr WallTime noon{1'795'339'867'123ms};
inline constexpr WallTime forever = WallTime::min();  // as the oldest that is kept

using Records = std::vector<HistoryRecord>;

inline HistoryRecord warm(WallTime at, std::int32_t milli_celsius = 21'500, const std::string& sensor = "room")
{
    return {at, sensor, Temperature::milli_celsius(milli_celsius)};
}

/// One record a second, from `begin` on.
inline Records seconds_of(WallTime begin, int count, const std::string& sensor = "room")
{
    Records records;
    for (int i = 0; i < count; ++i)
        records.push_back(warm(begin + i * 1s, 20'000 + i % 5'000, sensor));
    return records;
}

struct HistoryFolder : TemporaryDirectory {
    static constexpr std::uint64_t roomy = 64'000'000;

    [[nodiscard]] std::filesystem::path file() const { return path() / "history.db"; }
    [[nodiscard]] SqliteHistory history(std::uint64_t max_size = roomy) const { return {file(), max_size}; }

    [[nodiscard]] std::uintmax_t size_on_disk() const
    {
        std::uintmax_t size = 0;
        for (const auto& entry : std::filesystem::directory_iterator{path()})
            size += entry.file_size();
        return size;
    }

    /// What is there now, as after a kill -9: without the end of the one who has it open.
    void copy_to(const TemporaryDirectory& other) const
    {
        std::filesystem::copy(path(), other.path(), std::filesystem::copy_options::recursive);
    }
};

inline Records all_of(HistoryStore& history, std::size_t limit = 1'000'000)
{
    auto found = history.find({.sensor = {}, .quantity = {}, .limit = limit});
    REQUIRE_MESSAGE(found.has_value(), (found ? "" : found.error().message));
    return *found;
}

}  // namespace coapnode
