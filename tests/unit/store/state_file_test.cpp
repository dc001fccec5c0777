// SPDX-License-Identifier: MIT
#include "store/state_file.hpp"

#include "full_disk.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <string>

using namespace coapnode;

namespace {

const KeptValues some{.leds = {{"lamp", true}, {"relay", false}}, .thermostat = {{20'000, -1'250}}};
const KeptValues others{.leds = {{"lamp", false}}, .thermostat = {}};

struct Folder : TemporaryDirectory {
    [[nodiscard]] std::filesystem::path file() const { return path() / "state.json"; }
    [[nodiscard]] std::size_t count() const
    {
        const auto entries = std::filesystem::directory_iterator{path()};
        return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
    }
};

}  // namespace

TEST_CASE("what is saved is loaded")
{
    const Folder folder;
    CHECK(StateFile{folder.path()}.load() == KeptValues{});
    for (const auto& values : {some, others, KeptValues{}, some}) {
        CHECK(StateFile{folder.path()}.save(values).has_value());
        CHECK(StateFile{folder.path()}.load() == values);
        CHECK(folder.count() == 1);
    }
    CHECK(folder.read("state.json") ==
          R"({"leds":{"lamp":true,"relay":false},"thermostat":{"configured":20000,"target":-1250}})"
          "\n");
}

TEST_CASE("the file is its owner's alone, whatever was there and whatever the umask")
{
    const Folder folder;
    folder.write("state.json", "{}");
    folder.write("state.json.new",
                 "what a crash left behind, longer than what is written now: " + std::string(500, 'x'));
    std::filesystem::permissions(folder.path() / "state.json.new", std::filesystem::perms{0666});
    const auto umask = ::umask(0);
    CHECK(StateFile{folder.path()}.save(some).has_value());
    ::umask(umask);
    CHECK(std::filesystem::status(folder.file()).permissions() == std::filesystem::perms{0600});
    CHECK(StateFile{folder.path()}.load() == some);
}

TEST_CASE("a folder that is missing is made")
{
    const Folder folder;
    CHECK(StateFile{folder.path() / "a" / "b"}.load() == KeptValues{});
    CHECK(StateFile{folder.path() / "a" / "b"}.save(some).has_value());
    CHECK(StateFile{folder.path() / "a" / "b"}.load() == some);
}

TEST_CASE("what is no state is damaged, and is replaced by the next save")
{
    const Folder folder;
    StateFile state{folder.path()};
    CHECK(state.save(some).has_value());
    const auto whole = folder.read("state.json");
    const Failure damaged{Error{Errc::damaged, folder.file().string() + " is damaged: the next change replaces it"}};
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) {  // without its newline it is whole
        CAPTURE(size);
        folder.write("state.json", whole.substr(0, size));
        CHECK(state.load() == damaged);
    }
    for (const std::string text :
         {"[]", "null", "1", "{\"leds\":[]}", "{\"leds\":{\"a\":1}}", "{\"leds\":{\"a\":\"on\"}}", "{\"thermostat\":1}",
          "{\"thermostat\":{}}", "{\"thermostat\":{\"target\":1}}",
          "{\"thermostat\":{\"configured\":1,\"target\":1.5}}",
          "{\"thermostat\":{\"configured\":1,\"target\":2147483648}}", "\xff"}) {
        CAPTURE(text);
        folder.write("state.json", text);
        CHECK(state.load() == damaged);
    }
    CHECK(state.save(others).has_value());
    CHECK(state.load() == others);
}

TEST_CASE("what is to be forgotten")
{
    const Folder folder;
    StateFile state{folder.path()};
    CHECK_MESSAGE(state.forget().has_value(), "there is none");
    CHECK_MESSAGE(StateFile{folder.path() / "none"}.forget().has_value(), "not even the folder");
    folder.write("state.json", "damaged");
    CHECK(state.forget().has_value());
    CHECK(folder.count() == 0);
    std::filesystem::create_directory(folder.file());
    const auto kept = state.forget();
    REQUIRE_FALSE(kept.has_value());
    CHECK(kept.error().message.find(folder.file().string() + " cannot be removed") == 0);
}

TEST_CASE("members of a later version are left out")
{
    const Folder folder;
    folder.write("state.json", R"({"leds":{"lamp":false},"later":[1]})");
    CHECK(StateFile{folder.path()}.load() == others);
}

TEST_CASE("the largest file, and one byte more")
{
    const Folder folder;
    folder.write("state.json", R"({"leds":{"lamp":false}})" + std::string(StateFile::largest_file - 23, ' '));
    CHECK(StateFile{folder.path()}.load() == others);
    folder.write("state.json", R"({"leds":{"lamp":false}})" + std::string(StateFile::largest_file - 22, ' '));
    CHECK_FALSE(StateFile{folder.path()}.load().has_value());
}

TEST_CASE("a save that does not come to its end leaves what was there")
{
    const Folder folder;
    StateFile state{folder.path()};
    CHECK(state.save(some).has_value());
    {
        const FullDisk full{10};
        const auto saved = state.save(others);
        REQUIRE_FALSE(saved.has_value());
        CHECK(saved.error().message == folder.file().string() + " cannot be written: File too large");
    }
    CHECK(state.load() == some);
    CHECK_MESSAGE(folder.count() == 1, "what was begun is taken away");

    folder.write("state.json.new", R"({"leds":{"la)");  // as a power cut leaves it
    CHECK(state.load() == some);
    CHECK(state.save(others).has_value());
    CHECK(state.load() == others);
}

TEST_CASE("what stands in the way is told")
{
    const Folder folder;
    folder.write("file", "");
    const auto under_a_file = StateFile{folder.path() / "file"}.save(some);
    REQUIRE_FALSE(under_a_file.has_value());
    CHECK(under_a_file.error().message.find("file/state.json cannot be opened: ") != std::string::npos);
}
