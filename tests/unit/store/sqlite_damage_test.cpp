// SPDX-License-Identifier: MIT
/// A history that meets a full disk, a damaged file, somebody else's file, a power cut.
#include "full_disk.hpp"
#include "history_bench.hpp"

#include <sqlite3.h>

using namespace coapnode;

namespace {

std::string damaged(const HistoryFolder& folder)
{
    return folder.file().string() + " is damaged: it was renamed to history.db.broken, and a new one is made";
}

void execute(const std::filesystem::path& file, const char* sql)
{
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

/// A good history, as bytes.
std::string written(int count)
{
    const HistoryFolder seed;
    {
        auto history = seed.history();
        REQUIRE(history.append(seconds_of(noon, count), forever).has_value());
    }
    return seed.read("history.db");
}

void is_met(const HistoryFolder& folder)
{
    auto history = folder.history();
    CHECK_MESSAGE(history.open().has_value(), "found out only when it is used");
    const auto done = history.append(Records{warm(noon)}, forever);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().message == damaged(folder));
    CHECK(std::filesystem::exists(folder.path() / "history.db.broken"));
    CHECK(history.append(Records{warm(noon)}, forever).has_value());
    CHECK(all_of(history) == Records{warm(noon)});
}

}  // namespace

TEST_CASE("a power cut leaves all of a batch or none of it, wherever it cuts what was written ahead")
{
    const HistoryFolder folder;
    auto history = folder.history();
    constexpr std::size_t batch = 40;
    for (int i = 0; i < 4; ++i)
        REQUIRE(history.append(seconds_of(noon + i * 1h, batch), forever).has_value());
    const auto whole = folder.read("history.db-wal");
    REQUIRE(whole.size() > 20'000);
    std::size_t most = 0;
    for (std::size_t size = 0; size <= whole.size(); size += 509) {
        CAPTURE(size);
        const HistoryFolder copy;
        folder.copy_to(copy);
        std::filesystem::resize_file(copy.path() / "history.db-wal", size);
        auto cut = copy.history();
        const auto found = all_of(cut).size();
        CHECK(found % batch == 0);
        CHECK(found >= most);
        most = std::max(most, found);
        CHECK(cut.append(Records{warm(noon + 1h * 24)}, forever).has_value());
    }
    CHECK(most >= 3 * batch);
}

TEST_CASE("a full disk: nothing of the batch is kept, all of what was before is, and it goes on when there is room")
{
    const HistoryFolder folder;
    auto history = folder.history();
    const auto before = seconds_of(noon, 100);
    const auto more = seconds_of(noon + 1h, 5'000);
    REQUIRE(history.append(before, forever).has_value());
    {
        const FullDisk full{60'000};
        for (int i = 0; i < 3; ++i) {
            const auto done = history.append(more, forever);
            REQUIRE_FALSE(done.has_value());
            // The cause as SQLite 3.40 knows it, or as 3.46 lets the system tell it.
            const auto what = folder.file().string() + " cannot be used: ";
            const bool is_told =
                done.error().message == what + "disk I/O error" || done.error().message == what + "File too large";
            CHECK_MESSAGE(is_told, done.error().message);
            CHECK(all_of(history) == before);
        }
    }
    REQUIRE(history.append(more, forever).has_value());
    CHECK(all_of(history).size() == before.size() + more.size());
}

TEST_CASE("a file that is damaged is set aside, told once, and a new one begins")
{
    const auto good = written(1'000);
    const auto with_garbage = [&](std::size_t at, std::size_t count) {
        auto text = good;
        text.replace(at, count, std::string(count, '\x5a'));
        return text;
    };
    const std::string broken[] = {
        "no database at all, but a text that is longer than a header of a database would be: " + std::string(500, '-'),
        with_garbage(0, 16),
        with_garbage(100, 3'000),
        with_garbage(4'096, 4'096 * 3),
        good.substr(0, 5'000),
    };
    for (const auto& text : broken) {
        const HistoryFolder folder;
        folder.write("history.db", text);
        is_met(folder);
    }
}

TEST_CASE("a table that is gone, and a header whose numbers make no sense, are damage")
{
    for (const auto* const sql : {"DROP TABLE record", "DROP TABLE series", "ALTER TABLE record RENAME taken TO at"}) {
        const HistoryFolder folder;
        folder.write("history.db", written(10));
        execute(folder.file(), sql);
        is_met(folder);
    }
    // What SQLite does not look at until it is used: the last is the application's id.
    const std::string headers[] = {std::string(76, '\x5a'), std::string(76, '\x01'), std::string(76, '\xff')};
    for (const auto& header : headers) {
        const HistoryFolder folder;
        auto text = written(10);
        folder.write("history.db", text.replace(24, 76, header));
        is_met(folder);
    }
    const HistoryFolder folder;
    auto text = written(10);
    folder.write("history.db", text.replace(68, 4, "maoc"));
    is_met(folder);
}

TEST_CASE("what cannot be set aside is not said to be")
{
    const HistoryFolder folder;
    folder.write("history.db", std::string(5'000, '-'));
    folder.write("history.db.broken/file", "");
    auto history = folder.history();
    const auto told =
        folder.file().string() + " is damaged and cannot be renamed to history.db.broken: Is a directory; move it away";
    for (int i = 0; i < 2; ++i)
        CHECK(history.append(Records{warm(noon)}, forever).error().message == told);
    std::filesystem::remove_all(folder.path() / "history.db.broken");
    CHECK(history.append(Records{warm(noon)}, forever).error().message == damaged(folder));
    CHECK(history.append(Records{warm(noon)}, forever).has_value());
}

TEST_CASE("a file that is removed while it is in use is told once, and begun anew")
{
    const HistoryFolder folder;
    auto history = folder.history();
    REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
    std::filesystem::remove(folder.file());
    std::filesystem::remove(folder.file().string() + "-wal");
    const auto told = folder.file().string() + " was removed or replaced while it was in use: a new one is made";
    CHECK(history.append(Records{warm(noon + 1s)}, forever).error().message == told);
    REQUIRE(history.append(Records{warm(noon + 1s)}, forever).has_value());
    CHECK(all_of(history) == Records{warm(noon + 1s)});
    CHECK(std::filesystem::exists(folder.file()));
}

TEST_CASE("the file itself is a database from the first record on: what is written ahead of an empty one would be lost")
{
    const HistoryFolder folder;
    auto history = folder.history();
    REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
    const HistoryFolder copy;
    copy.write("history.db", folder.read("history.db"));
    execute(copy.file(), "SELECT taken FROM record");
}

TEST_CASE("damage that shows with a query is met in the same way")
{
    const HistoryFolder folder;
    {
        auto history = folder.history();
        REQUIRE(history.append(seconds_of(noon, 20'000), forever).has_value());
    }
    auto text = folder.read("history.db");
    text.replace(text.size() / 2, 8'192, std::string(8'192, '\x5a'));
    folder.write("history.db", text);
    auto history = folder.history();
    const auto found = history.find({.sensor = {}, .quantity = {}, .limit = 20'000});
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().message == damaged(folder));
    CHECK(all_of(history).empty());
}

TEST_CASE("an empty file is a history without records")
{
    const HistoryFolder folder;
    folder.write("history.db", "");
    auto history = folder.history();
    REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
    CHECK(all_of(history).size() == 1);
}

TEST_CASE("somebody else's database, and one of a later version, are left alone")
{
    const char* const sqls[] = {"CREATE TABLE letters (text TEXT)",
                                "PRAGMA application_id=1668243824; PRAGMA user_version=2; CREATE TABLE record (a)"};
    for (const auto* const sql : sqls) {
        const HistoryFolder folder;
        execute(folder.file(), sql);
        auto history = folder.history();
        const auto told = folder.file().string() + " is not a history of this version of coapnode: name another file";
        CHECK(history.append(Records{warm(noon)}, forever).error().message == told);
        CHECK(history.find({.sensor = {}, .quantity = {}, .limit = 1}).error().message == told);
        CHECK_FALSE(std::filesystem::exists(folder.path() / "history.db.broken"));
        execute(folder.file(), "SELECT * FROM sqlite_schema");
    }
}

TEST_CASE("what stands in the way is told")
{
    const HistoryFolder folder;
    folder.write("file", "");
    SqliteHistory under_a_file{folder.path() / "file" / "history.db", HistoryFolder::roomy};
    CHECK(under_a_file.open().error().message.find("file/history.db cannot be opened: ") != std::string::npos);

    std::filesystem::create_directory(folder.file());
    auto folder_itself = folder.history();
    CHECK(folder_itself.open().error().message == folder.file().string() + " is a folder, not a file: move it away");
    CHECK(folder_itself.append({}, forever).error().message == folder_itself.open().error().message);
    std::filesystem::remove(folder.file());

    auto first = folder.history();
    auto second = folder.history();
    REQUIRE(first.append(Records{warm(noon)}, forever).has_value());
    CHECK(second.append(Records{warm(noon)}, forever).error().message ==
          folder.file().string() + " cannot be used: another process has it open");
}
