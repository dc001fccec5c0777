// SPDX-License-Identifier: MIT
/// Bytes of a history that are not as they were written: it is found out at last, told, and a new one begins.
#include "history_bench.hpp"
#include "store/sqlite_fault.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <random>
#include <string>

using namespace coapnode;

namespace {

constexpr int records_of_each = 200;
constexpr std::size_t records_before = std::size_t{3} * records_of_each;

/// Three series, on three pages of records and those that lead to them.
std::string written()
{
    const HistoryFolder seed;
    {
        auto history = seed.history();
        for (const auto* const sensor : {"attic", "cellar", "room"})
            REQUIRE(history.append(seconds_of(noon, records_of_each, sensor), forever).has_value());
    }
    return seed.read("history.db");
}

std::string junk(std::size_t size)
{
    std::mt19937 random{7};
    std::string bytes(size, 0);
    for (auto& byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

struct Outcome {
    int appends = 0;       ///< until one was taken
    bool told = false;     ///< that the file is damaged
    bool has_new = false;  ///< what was appended is found
    std::size_t found = 0;
};

constexpr int most_appends = 2;

/// What becomes of a history that begins with such a file: somebody measures on, and asks.
Outcome go_on_with(const HistoryFolder& folder)
{
    Outcome outcome;
    auto history = folder.history();
    const Records fresh{warm(noon + 1h, 1, "room"), warm(noon + 1h, 2, "shed")};
    const auto told = folder.file().string() + " is damaged: it was renamed to history.db.broken";
    const auto note = [&](const std::string& error) {
        CHECK_MESSAGE(error.find(told) == 0, error);
        outcome.told = true;
    };
    bool taken = false;
    while (!taken && outcome.appends < most_appends) {
        ++outcome.appends;
        const auto done = history.append(fresh, forever);
        taken = done.has_value();
        if (!taken) note(done.error().message);
    }
    CHECK_MESSAGE(taken, "it never heals");
    auto found = history.find({.sensor = {}, .quantity = {}, .limit = 1'000'000});
    if (!found) {
        note(found.error().message);
        REQUIRE(history.append(fresh, forever).has_value());
        found = history.find({.sensor = {}, .quantity = {}, .limit = 1'000'000});
    }
    REQUIRE(found.has_value());
    outcome.found = found->size();
    for (const auto& record : fresh)
        outcome.has_new = std::find(found->begin(), found->end(), record) != found->end();
    return outcome;
}

}  // namespace

TEST_CASE("bytes that made a history fail for ever")
{
    struct Row {
        std::size_t at;
        int byte;
        bool with_junk_ahead;
    };
    for (const auto& row : {Row{0x12, 0xff, false}, Row{0x13, 0xff, false}, Row{0x2fe8, 0x50, true},
                            Row{0x3f1f, 0x6f, true}, Row{0x3c, 0x41, false}, Row{0x3f, 0x02, false}}) {
        CAPTURE(row.at);
        const HistoryFolder folder;
        auto bytes = written();
        bytes[row.at] = static_cast<char>(row.byte);
        folder.write("history.db", bytes);
        if (row.with_junk_ahead) folder.write("history.db-wal", junk(5'000));
        const auto outcome = go_on_with(folder);
        CHECK(outcome.has_new);
        CHECK((outcome.told || outcome.found == records_before + 2));
        CHECK(std::filesystem::exists(folder.path() / "history.db.broken") == outcome.told);
    }
}

TEST_CASE("whatever byte is wrong: the next append or the one after it is taken, and what is lost is told")
{
    const auto good = written();
    std::mt19937 random{20'261'126};
    int told = 0;
    int silent = 0;
    constexpr int flips = 120;
    for (int i = 0; i < flips; ++i) {
        const HistoryFolder folder;
        auto bytes = good;
        // Half of them in the pages that lead to the records, which are few.
        const auto at = random() % (i % 2 == 0 ? good.size() : std::size_t{5} * 4096);
        const auto change = 1 + random() % 255;
        CAPTURE(at);
        CAPTURE(change);
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ change);
        folder.write("history.db", bytes);
        if (i % 3 == 0) folder.write("history.db-wal", junk(5'000));
        const auto outcome = go_on_with(folder);
        told += outcome.told ? 1 : 0;
        silent += !outcome.told && (!outcome.has_new || outcome.found < records_before + 2) ? 1 : 0;
    }
    CHECK(told > flips / 20);
    // SQLite has no checksums: a byte in a name or in a key can hide what it leads to, and all that shows makes sense.
    CHECK(silent <= flips / 50);
}

TEST_CASE("which failures pass by themselves")
{
    for (const int code : {SQLITE_BUSY, SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_CANTOPEN,
                           SQLITE_NOMEM, SQLITE_PERM, SQLITE_READONLY_DIRECTORY, SQLITE_PROTOCOL, SQLITE_IOERR_NOMEM})
        CHECK_MESSAGE(passes_by_itself(code), sqlite3_errstr(code));
    for (const int code : {SQLITE_CORRUPT, SQLITE_CORRUPT_INDEX, SQLITE_NOTADB, SQLITE_ERROR, SQLITE_CONSTRAINT,
                           SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_MISMATCH, SQLITE_TOOBIG,
                           SQLITE_SCHEMA, SQLITE_INTERNAL, SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_CORRUPTFS})
        CHECK_MESSAGE(!passes_by_itself(code), sqlite3_errstr(code));
}
