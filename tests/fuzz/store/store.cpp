// SPDX-License-Identifier: MIT
/// The files of what outlives a restart, whatever stands in them: state.json is read or is told to be damaged; a
/// history goes on with it, or sets it aside and begins anew.
#include "fuzz_input.hpp"
#include "store/sqlite_history.hpp"
#include "store/state_file.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace coapnode {

namespace {

constexpr WallTime noon{1'795'339'867'123ms};
constexpr std::uint64_t largest = 2'000'000;

void read_state(const TemporaryDirectory& folder, std::string_view text)
{
    folder.write("state.json", text);
    StateFile file{folder.path()};
    const auto values = file.load();
    if (!values) {
        CHECK(!values.error().message.empty());
        return;
    }
    REQUIRE(file.save(*values).has_value());
    CHECK(file.load() == *values);
}

std::vector<HistoryRecord> hour_of(const std::string& sensor)
{
    std::vector<HistoryRecord> records;
    for (int minute = 0; minute < 60; ++minute)
        records.push_back({noon + minute * 60s, sensor, Temperature::milli_celsius(20'000 + minute)});
    return records;
}

/// A history of three series.
std::string written()
{
    const TemporaryDirectory folder;
    {
        SqliteHistory history{folder.path() / "history.db", largest};
        for (const auto* const sensor : {"attic", "cellar", "room"})
            REQUIRE(history.append(hour_of(sensor), WallTime::min()).has_value());
    }
    return folder.read("history.db");
}

std::string damaged(std::string file, FuzzInput& input)
{
    if (input.flag()) file.resize(input.word() % (file.size() + 1));
    for (auto changes = input.index(16); changes > 0 && !file.empty(); --changes) {
        const auto at = input.word() % file.size();
        file[at] = static_cast<char>(input.byte());
    }
    return file;
}

/// Enough changes make another program's database of ours: it is not touched, and the owner is told.
bool is_of_others(const Result<void>& taken)
{
    return !taken && taken.error().message.find("is not a history of this version") != std::string::npos;
}

void go_on_with(const TemporaryDirectory& folder)
{
    SqliteHistory history{folder.path() / "history.db", largest};
    const std::array fresh{HistoryRecord{noon + 2h, "room", Temperature::milli_celsius(1)},
                           HistoryRecord{noon + 2h, "shed", Temperature::milli_celsius(2)}};
    static_cast<void>(history.find({.sensor = {}, .quantity = {}, .limit = 1000}));
    auto taken = history.append(fresh, WallTime::min());
    if (is_of_others(taken)) return;
    if (!taken) taken = history.append(fresh, WallTime::min());
    CHECK(taken.has_value());
    auto found = history.find({.sensor = {}, .quantity = {}, .limit = 1000});
    if (!found) found = history.find({.sensor = {}, .quantity = {}, .limit = 1000});
    REQUIRE(found.has_value());
    CHECK(std::is_sorted(found->begin(), found->end(), comes_before));
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    static const auto good = written();
    static const TemporaryDirectory folder;
    FuzzInput input{{data, size}};
    if (input.flag()) {
        read_state(folder, as_text(input.rest()));
    } else {
        folder.write("history.db", damaged(good, input));
        folder.write("history.db-wal", as_text(input.rest()));
        go_on_with(folder);
    }
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
        std::filesystem::remove_all(entry.path());
    return 0;
}
