// SPDX-License-Identifier: MIT
#include "coapnode/config/config_file.hpp"

#include "config/config_folder.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <filesystem>
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

std::size_t files_in(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
}

}  // namespace

TEST_CASE("a replaced configuration keeps its mode, and the one before stays beside it")
{
    const ConfigFolder folder;
    const auto file = folder.write("coapnode.yaml", "first", std::filesystem::perms{0640});
    folder.write("coapnode.yaml.new", "of a replacement that was cut off");
    REQUIRE(replace_config_file(file, "second"));
    REQUIRE(replace_config_file(file, "third"));
    CHECK(read_config_file(file).value() == "third");
    CHECK(read_config_file(folder.file("coapnode.yaml.previous")).value() == "second");
    CHECK(mode_of(file) == 0640);
    CHECK(mode_of(folder.file("coapnode.yaml.previous")) == 0640);
    CHECK(files_in(file.parent_path()) == 2);
}

TEST_CASE("a name that leads elsewhere still does")
{
    const ConfigFolder folder;
    const auto file = folder.write("real.yaml", "first");
    std::filesystem::create_symlink("real.yaml", folder.file("coapnode.yaml"));
    REQUIRE(replace_config_file(folder.file("coapnode.yaml"), "second"));
    CHECK(std::filesystem::is_symlink(folder.file("coapnode.yaml")));
    CHECK(read_config_file(file).value() == "second");
}

TEST_CASE("what cannot be replaced stays, and the error says why")
{
    const ConfigFolder folder;
    CHECK(replace_config_file(folder.file("none.yaml"), "text").error() ==
          folder.file("none.yaml").string() + ": No such file or directory");
    CHECK(read_config_file(folder.file("none.yaml")).error() == folder.file("none.yaml").string() + ": does not exist");

    const auto file = folder.write("coapnode.yaml", "first");
    std::filesystem::create_directories(folder.file("coapnode.yaml.previous") / "full");
    CHECK_FALSE(replace_config_file(file, "second"));
    CHECK(read_config_file(file).value() == "first");
    CHECK(files_in(file.parent_path()) == 2);
}
