// SPDX-License-Identifier: MIT
#include "apps/coapnoded/service_user.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>
#include <algorithm>
#include <fstream>

using namespace coapnode;
using Kind = Need::Kind;
using Mode = std::filesystem::perms;

namespace {

constexpr auto somebody = "nobody";

/// Owned by root; its files have the group of somebody, or root's.
class Folder {
public:
    Folder() { std::filesystem::permissions(folder_.path(), Mode{0755}); }

    [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }

    [[nodiscard]] std::filesystem::path add(const std::string& name, int mode, bool shared = false) const
    {
        const auto file = folder_.path() / name;
        std::ofstream{file} << "x";
        return give(file, mode, shared);
    }
    [[nodiscard]] std::filesystem::path add_folder(const std::string& name, int mode, bool shared = false) const
    {
        std::filesystem::create_directory(folder_.path() / name);
        return give(folder_.path() / name, mode, shared);
    }

private:
    static std::filesystem::path give(const std::filesystem::path& file, int mode, bool shared)
    {
        const auto group = shared ? ::getpwnam(somebody)->pw_gid : 0;
        REQUIRE(::chown(file.c_str(), 0, group) == 0);
        std::filesystem::permissions(file, static_cast<Mode>(mode));
        return file;
    }

    TemporaryDirectory folder_;
};

bool is_root()
{
    if (::geteuid() == 0 && ::getpwnam(somebody) != nullptr) return true;
    MESSAGE("only root can ask for another user");
    return false;
}

std::vector<std::string> told(const std::vector<Need>& needs)
{
    std::vector<std::string> all;
    for (const auto& mistake : denied_to(somebody, needs))
        all.push_back(to_string(mistake));
    return all;
}

}  // namespace

TEST_CASE("what the service's user cannot read is told with what to do")
{
    if (!is_root()) return;
    const Folder folder;
    const auto open = folder.add("open", 0644);
    const auto shared = folder.add("shared", 0640, true);
    const auto closed = folder.add("closed", 0640);
    const auto name = closed.string();
    CHECK(told({{open}, {shared}, {closed}, {folder.path() / "none"}}) ==
          std::vector<std::string>{name + ": the service's user nobody cannot read it: chgrp nobody " + name +
                                   " && chmod g+r " + name});
}

TEST_CASE("a folder on the way is what must be opened")
{
    if (!is_root()) return;
    const Folder folder;
    const auto keys = folder.add_folder("keys", 0700);
    const auto key = folder.add("keys/a.psk", 0644);
    CHECK(told({{key}}) ==
          std::vector<std::string>{key.string() + ": the service's user nobody cannot enter " + keys.string() +
                                   ": chgrp nobody " + keys.string() + " && chmod g+x " + keys.string()});
}

TEST_CASE("where it keeps its state it must write")
{
    if (!is_root()) return;
    const Folder folder;
    const auto state = folder.add_folder("state", 0755);
    const auto own = folder.add_folder("own", 0770, true);
    const auto file = folder.add("own/state.json", 0600);
    const auto advice_for = [](const std::filesystem::path& path) {
        return path.string() + ": the service's user nobody cannot write to it: chown nobody " + path.string();
    };
    CHECK(told({{state, Kind::make_entries},
                {own, Kind::make_entries},
                {file, Kind::write},
                {folder.path() / "none", Kind::make_entries}}) ==
          std::vector<std::string>{advice_for(state), advice_for(file)});
}

TEST_CASE("of a user that is not there nothing is said")
{
    const Folder folder;
    CHECK(denied_to("no-such-user-here", {{folder.path() / "a"}}).empty());
}

TEST_CASE("needed are the configuration, its key files that are there, and the state")
{
    const Folder folder;
    const auto file = folder.path() / "coapnode.yaml";
    std::ofstream{file} << "dtls: {identities: [{identity: a, psk_file: a.psk}, {identity: b, psk_file: b.psk}]}";
    std::ofstream{folder.path() / "a.psk"} << "x";
    CHECK(needs_of(file, nullptr).size() == 2);
    Config config;
    config.state = "/var/lib/coapnode";
    config.history->path = config.state / "history.db";
    const auto needs = needs_of(file, &config);
    REQUIRE(needs.size() == 5);
    CHECK(needs[1].path == folder.path() / "a.psk");
    CHECK(needs[2].kind == Kind::make_entries);
    CHECK(needs[4].path == config.history->path);
}
