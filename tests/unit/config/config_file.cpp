// SPDX-License-Identifier: MIT
#include "coapnode/config/file/config_file.hpp"

#include "config/config_folder.hpp"
#include "support/unprivileged.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

int mode_of(const std::filesystem::path& file)
{
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return static_cast<int>(status.st_mode & 0777);
}

/// Lets no file grow beyond so many bytes.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t most) : handler_{std::signal(SIGXFSZ, SIG_IGN)}
    {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
        const rlimit small{most, before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    void (*handler_)(int);
    rlimit before_{};
};

std::size_t files_in(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

}  // namespace

TEST_CASE("a replaced configuration keeps its mode, and the one before stays beside it")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first", 0640);
    REQUIRE(replace_config_file(file, "second"));
    REQUIRE(replace_config_file(file, "third"));
    CHECK(read_config_file(file).value() == "third");
    CHECK(read_config_file(folder.path("coapnode.yaml.previous")).value() == "second");
    CHECK(mode_of(file) == 0640);
    CHECK(mode_of(folder.path("coapnode.yaml.previous")) == 0640);
    CHECK(files_in(file.parent_path()) == 2);
}

TEST_CASE("the same text once more leaves the one before beside it")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first");
    REQUIRE(replace_config_file(file, "second"));
    REQUIRE(replace_config_file(file, "second"));
    CHECK(read_config_file(folder.path("coapnode.yaml.previous")).value() == "first");
}

TEST_CASE("files that lie beside it are the user's own")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first");
    folder.write("coapnode.yaml.new", "notes");
    REQUIRE(replace_config_file(file, "second"));
    CHECK(read_config_file(folder.path("coapnode.yaml.new")).value() == "notes");
    CHECK(files_in(file.parent_path()) == 3);
}

TEST_CASE("a full disk changes nothing, the file before included")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first");
    REQUIRE(replace_config_file(file, "second"));
    const auto done = [&] {
        const SmallDisk disk{100};
        return replace_config_file(file, std::string(101, 'x'));
    }();
    CHECK(done.error().message == file.string() + " cannot be written: File too large");
    CHECK(read_config_file(file).value() == "second");
    CHECK(read_config_file(folder.path("coapnode.yaml.previous")).value() == "first");
    CHECK(files_in(file.parent_path()) == 2);
}

TEST_CASE("root keeps the user and the group")
{
    if (::geteuid() != 0) return;
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first");
    REQUIRE(::chown(file.c_str(), 1000, 33) == 0);
    REQUIRE(replace_config_file(file, "second"));
    for (const auto& name : {file, folder.path("coapnode.yaml.previous")}) {
        struct stat status {};
        REQUIRE(::stat(name.c_str(), &status) == 0);
        CHECK(status.st_uid == 1000);
        CHECK(status.st_gid == 33);
    }
}

TEST_CASE("a name that leads elsewhere still does")
{
    const ConfigFolder folder;
    const auto file = folder.write("real.yaml", "first");
    std::filesystem::create_symlink("real.yaml", folder.path("coapnode.yaml"));
    REQUIRE(replace_config_file(folder.path("coapnode.yaml"), "second"));
    CHECK(std::filesystem::is_symlink(folder.path("coapnode.yaml")));
    CHECK(read_config_file(file).value() == "second");
}

TEST_CASE("what cannot be replaced stays, and the error says why")
{
    const ConfigFolder folder;
    CHECK(replace_config_file(folder.path("none.yaml"), "text").error().message ==
          folder.path("none.yaml").string() + ": No such file or directory");
    CHECK(read_config_file(folder.path("none.yaml")).error().message ==
          folder.path("none.yaml").string() + ": does not exist");

    const auto file = folder.write("coapnode.yaml", "first");
    std::filesystem::create_directories(folder.path("coapnode.yaml.previous") / "full");
    CHECK_FALSE(replace_config_file(file, "second"));
    CHECK(read_config_file(file).value() == "first");
    CHECK(files_in(file.parent_path()) == 2);
}

TEST_CASE("where the one before cannot be read, nothing is replaced")
{
    struct Row {
        std::string told;
        std::function<void(const std::filesystem::path&)> put;
    };
    const Row rows[] = {
        {"is a link to a file that does not exist",
         [](const auto& file) { std::filesystem::create_symlink("not-mounted", file); }},
        {"is not a regular file", [](const auto& file) { REQUIRE(::mkfifo(file.c_str(), 0600) == 0); }},
        {"is a directory, not a file", [](const auto& file) { std::filesystem::create_directory(file); }},
        {"cannot be opened: Permission denied", [](const auto& file) {
             std::ofstream{file} << "of another user";
             ::chmod(file.c_str(), 0000);
         }}};
    for (const auto& row : rows) {
        CAPTURE(row.told);
        const ConfigFolder folder;
        const auto file = folder.write("coapnode.yaml", "first");
        const auto previous = folder.path("coapnode.yaml.previous");
        row.put(previous);
        give_to_nobody(file.parent_path());
        const Unprivileged user;
        const auto done = replace_config_file(file, "second");
        REQUIRE_FALSE(done);
        CHECK_MESSAGE(done.error().message.find(previous.string() + " is not replaced because it " + row.told) == 0,
                      done.error().message);
        CHECK(read_config_file(file).value() == "first");
        std::filesystem::remove_all(previous);
        CHECK(replace_config_file(file, "second"));
    }
}
