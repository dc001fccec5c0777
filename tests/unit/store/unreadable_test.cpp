// SPDX-License-Identifier: MIT
/// What is there and cannot be read is not damaged: it is left alone, whatever stands in the way, and used later.
#include "history_bench.hpp"
#include "store/state_file.hpp"
#include "support/unprivileged.hpp"

#include <doctest/doctest.h>

#include <pwd.h>
#include <sys/stat.h>
#include <filesystem>
#include <functional>
#include <string>

using namespace coapnode;
namespace fs = std::filesystem;

namespace {

const KeptValues some{.leds = {{"lamp", true}}, .thermostat = {}};
const KeptValues others{.leds = {{"lamp", false}}, .thermostat = {}};

std::string user_name(uid_t user)
{
    const auto* const entry = ::getpwuid(user);
    return entry != nullptr ? entry->pw_name : std::to_string(user);
}

/// What stands in the way of a file, and how it ends.
struct Obstacle {
    std::string what;
    std::function<void(const fs::path&)> put;
    std::function<void(const fs::path&)> take;
    std::function<std::string(const std::string&)> told;
};

void move_aside(const fs::path& file)
{
    if (fs::exists(fs::symlink_status(file))) fs::rename(file, file.string() + ".good");
}

void move_back(const fs::path& file)
{
    fs::remove_all(file);
    if (fs::exists(file.string() + ".good")) fs::rename(file.string() + ".good", file);
}

/// In the place of the file, which comes back when it goes.
Obstacle instead(std::string what, const std::function<void(const fs::path&)>& make, const std::string& told)
{
    return {std::move(what),
            [make](const fs::path& file) {
                move_aside(file);
                make(file);
            },
            &move_back, [told](const std::string& file) { return file + told; }};
}

Obstacle own_mode(mode_t mode)
{
    return {"mode " + std::to_string(mode), [mode](const fs::path& file) { ::chmod(file.c_str(), mode); },
            [](const fs::path& file) { ::chmod(file.c_str(), 0600); },
            [](const std::string& file) {
                return file + " cannot be opened: Permission denied; as root: chmod u+rwX " + file;
            }};
}

std::vector<Obstacle> obstacles(mode_t mode)
{
    std::vector<Obstacle> rows{
        instead(
            "a folder", [](const fs::path& file) { fs::create_directory(file); },
            " is a folder, not a file: move it away"),
        instead(
            "a FIFO", [](const fs::path& file) { REQUIRE(::mkfifo(file.c_str(), 0666) == 0); },
            " is not a regular file: move it away"),
        instead(
            "a device", [](const fs::path& file) { fs::create_symlink("/dev/full", file); },
            " is not a regular file: move it away"),
        instead(
            "a link to nowhere", [](const fs::path& file) { fs::create_symlink("not-mounted/file", file); },
            " is a link to a file that does not exist: mount its disk, or remove the link"),
        own_mode(mode),
    };
    if (is_root()) {
        rows.push_back({"root's file", [](const fs::path& file) { REQUIRE(::chown(file.c_str(), 0, 0) == 0); },
                        [](const fs::path& file) { REQUIRE(::chown(file.c_str(), nobody_user, nobody_user) == 0); },
                        [](const std::string& file) {
                            return file + " cannot be opened: Permission denied; as root: chown " +
                                   user_name(nobody_user) + ' ' + file;
                        }});
    }
    return rows;
}

ino_t inode_of(const fs::path& file)
{
    struct stat status {};
    REQUIRE(::lstat(file.c_str(), &status) == 0);
    return status.st_ino;
}

}  // namespace

TEST_CASE("a state that cannot be read is not damaged, and nothing is saved over it")
{
    for (const auto& row : obstacles(0000)) {
        CAPTURE(row.what);
        const TemporaryDirectory folder;
        const auto file = folder.path() / "state.json";
        StateFile state{folder.path()};
        REQUIRE(state.save(some).has_value());
        give_to_nobody(folder.path());
        row.put(file);
        const auto inode = inode_of(file);
        {
            const Unprivileged user;
            CHECK(state.load() == fail(Errc::not_stored, row.told(file.string())));
            CHECK(state.save(others) == fail(Errc::not_stored, row.told(file.string())));
        }
        CHECK_MESSAGE(inode_of(file) == inode, "it is as it was");
        row.take(file);
        give_to_nobody(folder.path());
        const Unprivileged user;
        CHECK(state.load() == some);
        CHECK(state.save(others).has_value());
        CHECK(state.load() == others);
    }
}

TEST_CASE("what was left behind beside the state stands in nobody's way, but for a folder")
{
    const TemporaryDirectory folder;
    const auto fresh = folder.path() / "state.json.new";
    StateFile state{folder.path()};
    REQUIRE(::mkfifo(fresh.c_str(), 0600) == 0);
    CHECK(state.save(some).has_value());
    folder.write("state.json.new", "of another user, or of nobody");
    ::chmod(fresh.c_str(), 0000);
    give_to_nobody(folder.path());
    if (is_root()) REQUIRE(::chown(fresh.c_str(), 0, 0) == 0);
    {
        const Unprivileged user;
        CHECK(state.save(others).has_value());
    }
    fs::create_directory(fresh);
    CHECK(state.save(some) == fail(Errc::not_stored, fresh.string() + " cannot be written: Is a directory"));
    CHECK(state.load() == others);
}

TEST_CASE("a folder that lets nobody in, or cannot be made")
{
    const TemporaryDirectory folder;
    const auto inner = folder.path() / "state";
    fs::create_directory(inner);
    give_to_nobody(folder.path());
    ::chmod(inner.c_str(), 0000);
    ::chmod(folder.path().c_str(), 0500);
    {
        const Unprivileged user;
        const auto told = (inner / "state.json").string() +
                          " cannot be opened: Permission denied; as root: chmod u+rwX " + inner.string();
        CHECK(StateFile{inner}.load() == fail(Errc::not_stored, told));
        const auto missing = folder.path() / "none";
        CHECK(StateFile{missing}.load() == KeptValues{});
        CHECK(StateFile{missing}.save(some) ==
              fail(Errc::not_stored, (missing / "state.json").string() +
                                         " cannot be written: Permission denied; as root: install -d -o " +
                                         user_name(::geteuid()) + ' ' + missing.string()));
    }
    ::chmod(folder.path().c_str(), 0700);
    ::chmod(inner.c_str(), 0700);
}

TEST_CASE("what root makes in the service's folder is the service's")
{
    if (!is_root()) return;  // then all is one user's
    const HistoryFolder folder;
    give_to_nobody(folder.path());
    REQUIRE(StateFile{folder.path()}.save(some).has_value());
    {
        auto history = folder.history();
        REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
    }
    const Unprivileged user;
    CHECK(StateFile{folder.path()}.load() == some);
    CHECK(StateFile{folder.path()}.save(others).has_value());
    auto history = folder.history();
    CHECK(history.append(Records{warm(noon + 1s)}, forever).has_value());
    CHECK(all_of(history).size() == 2);
}

TEST_CASE("a history that cannot be read or written is not set aside, nor is what is written ahead of it")
{
    for (const auto* const name : {"history.db", "history.db-wal"}) {
        for (const auto& row : obstacles(0400)) {
            CAPTURE(name);
            CAPTURE(row.what);
            const HistoryFolder folder;
            {
                const HistoryFolder running;
                auto history = running.history();
                REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
                running.copy_to(folder);
            }
            const auto file = folder.path() / name;
            give_to_nobody(folder.path());
            row.put(file);
            const auto inode = inode_of(file);
            auto history = folder.history();
            for (int i = 0; i < 2; ++i) {
                const Unprivileged user;
                CHECK(history.append(Records{warm(noon + 1s)}, forever) ==
                      fail(Errc::not_stored, row.told(file.string())));
            }
            CHECK(inode_of(file) == inode);
            CHECK_FALSE(fs::exists(folder.path() / "history.db.broken"));
            row.take(file);
            give_to_nobody(folder.path());
            const Unprivileged user;
            CHECK(history.append(Records{warm(noon + 1s)}, forever).has_value());
            CHECK(all_of(history) == Records{warm(noon), warm(noon + 1s)});
        }
    }
}

TEST_CASE("a folder in which nothing can be made is no damage of the history")
{
    const HistoryFolder folder;
    {
        auto history = folder.history();
        REQUIRE(history.append(Records{warm(noon)}, forever).has_value());
    }
    give_to_nobody(folder.path());
    ::chmod(folder.path().c_str(), 0500);
    auto history = folder.history();
    {
        const Unprivileged user;
        const auto done = history.append(Records{warm(noon + 1s)}, forever);
        REQUIRE_FALSE(done.has_value());
        CHECK_MESSAGE(done.error().message.find("is damaged") == std::string::npos, done.error().message);
    }
    ::chmod(folder.path().c_str(), 0700);
    const Unprivileged user;
    CHECK(history.append(Records{warm(noon + 1s)}, forever).has_value());
    CHECK(all_of(history).size() == 2);
}
