// SPDX-License-Identifier: MIT
#include "store/pairing_file.hpp"

#include "full_disk.hpp"
#include "store/pairing_text.hpp"
#include "support/temporary_directory.hpp"
#include "support/unprivileged.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <string>
#include <utility>
#include <vector>

using namespace coapnode;
namespace fs = std::filesystem;

namespace {

const WallTime noon = *from_rfc3339("2026-11-27T12:00:00.500Z");

Digest digest(std::uint8_t first)
{
    Digest some{};
    some.front() = first;
    some.back() = 0xab;
    return some;
}

const Pairings some{.codes = {{"tablet", Role::read, digest(1), Instant{7min}}},
                    .tokens = {{"phone", Role::control, digest(2), noon}, {"ä \"b\"", Role::admin, digest(3), noon}}};
const Pairings others{.tokens = {{"panel", Role::read, digest(4), noon}}};

PairingStore::Change to(const Pairings& wanted)
{
    return [wanted](Pairings& pairings) -> Result<void> {
        pairings = wanted;
        return {};
    };
}

struct Folder : TemporaryDirectory {
    PairingFile file{path(), PairingFile::WhileLocked::fail};
    [[nodiscard]] fs::path name() const { return path() / "pairings.json"; }
    [[nodiscard]] std::string text() const { return read("pairings.json"); }
    [[nodiscard]] auto count() const { return std::distance(fs::directory_iterator{path()}, {}); }
};

}  // namespace

TEST_CASE("what is changed is loaded, by another process too")
{
    Folder folder;
    CHECK(folder.file.load() == Pairings{});
    for (const auto& pairings : {some, others, Pairings{}, some}) {
        CHECK(folder.file.change(to(pairings)).has_value());
        CHECK(PairingFile{folder.path(), PairingFile::WhileLocked::wait}.load() == pairings);
        CHECK(folder.count() == 1);
    }
    CHECK(fs::status(folder.name()).permissions() == fs::perms{0600});
}

TEST_CASE("the file has digests and no secret")
{
    CHECK(to_json({.codes = {{"tablet", Role::read, digest(1), Instant{7min}}},
                   .tokens = {{"phone", Role::control, digest(2), noon}}}) ==
          R"({
 "codes": [
  {
   "name": "tablet",
   "role": "read",
   "sha256": "01000000000000000000000000000000000000000000000000000000000000ab",
   "made_at_uptime_us": 420000000
  }
 ],
 "tokens": [
  {
   "name": "phone",
   "role": "control",
   "sha256": "02000000000000000000000000000000000000000000000000000000000000ab",
   "since": "2026-11-27T12:00:00.500Z"
  }
 ]
}
)");
}

TEST_CASE("a change sees what is stored; one that fails changes nothing")
{
    Folder folder;
    CHECK(folder.file.change(to(some)).has_value());
    const auto before = folder.text();
    Pairings seen;
    const auto done = folder.file.change([&](Pairings& pairings) -> Result<void> {
        seen = pairings;
        pairings.tokens.clear();
        return fail(Errc::refused, "why");
    });
    CHECK(done == tl::unexpected{Error{Errc::refused, "why"}});
    CHECK(seen == some);
    CHECK(folder.text() == before);
}

TEST_CASE("the revision is another one after each change of whoever")
{
    Folder folder;
    auto last = folder.file.revision();
    const auto is_new = [&] { return std::exchange(last, folder.file.revision()) != last; };
    CHECK_FALSE(is_new());
    PairingFile other{folder.path(), PairingFile::WhileLocked::wait};
    for (int i = 0; i < 5; ++i) {
        CHECK(other.change(to(some)).has_value());
        CHECK(is_new());
        CHECK_FALSE(is_new());
    }
    CHECK(folder.file.change(to(others)).has_value());
    CHECK(is_new());
    fs::remove(folder.name());
    CHECK(is_new());
    CHECK_FALSE(is_new());
}

TEST_CASE("what is no list of pairings is damaged, and stays as it is")
{
    Folder folder;
    const auto whole = to_json(some);
    std::vector<std::string> texts{"[]", "1", "", R"({"codes":1})", R"({"tokens":[1]})", "{\"tokens\":[{}]}"};
    for (std::size_t size = 0; size + 2 < whole.size(); size += 7)
        texts.push_back(whole.substr(0, size));
    const std::pair<std::string, std::string> rows[] = {
        {R"("role": "control")", R"("role": "chief")"},
        {R"("role": "control")", R"("role": 1)"},
        {R"("role": "control")", R"("role": "none")"},
        {"02000000", "0200000"},
        {"02000000", "0g000000"},
        {"2026-11-27T12", "2026-11-31T12"},
        {"420000000", "-1"},
        {"420000000", "1.5"},
        {R"("name": "phone")", R"("title": "phone")"},
    };
    for (const auto& [from, into] : rows) {
        auto text = whole;
        texts.push_back(text.replace(text.find(from), from.size(), into));
    }
    texts.push_back("{}" + std::string(PairingFile::largest_file - 1, ' '));
    for (const auto& text : texts) {
        CAPTURE(text.substr(0, 400));
        folder.write("pairings.json", text);
        const tl::unexpected damaged{
            Error{Errc::damaged, folder.name().string() + " is damaged: move it away, then pair the devices again"}};
        CHECK(folder.file.load() == damaged);
        CHECK(folder.file.change(to(others)) == damaged);
        CHECK(folder.text() == text);
    }
    folder.write("pairings.json", "{}" + std::string(PairingFile::largest_file - 2, ' '));
    CHECK(folder.file.load() == Pairings{});
}

TEST_CASE("members of a later version are left out")
{
    CHECK(pairings_in(R"({"later":1,"codes":[]})") == Pairings{});
}

TEST_CASE("a full disk leaves what was there")
{
    Folder folder;
    CHECK(folder.file.change(to(some)).has_value());
    {
        const FullDisk full{10};
        const auto done = folder.file.change(to(others));
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error().message == folder.name().string() + " cannot be written: File too large");
    }
    CHECK(folder.file.load() == some);
    CHECK(folder.count() == 1);
}

TEST_CASE("a link is not followed and not replaced")
{
    Folder folder;
    folder.write("elsewhere", to_json(some));
    fs::create_symlink("elsewhere", folder.name());
    const tl::unexpected told{Error{Errc::not_stored, folder.name().string() + " is a link, not a file: move it away"}};
    CHECK(folder.file.load() == told);
    CHECK(folder.file.change(to(others)) == told);
    CHECK(folder.read("elsewhere") == to_json(some));
    fs::remove(folder.name());
    fs::create_symlink(folder.path() / "elsewhere", folder.path() / "pairings.json.new");
    CHECK(folder.file.change(to(others)).has_value());
    CHECK(folder.read("elsewhere") == to_json(some));
}

TEST_CASE("a folder that is missing is not made")
{
    const Folder folder;
    PairingFile file{folder.path() / "none", PairingFile::WhileLocked::fail};
    CHECK(file.load() == Pairings{});
    const auto done = file.change(to(some));
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().message == (folder.path() / "none").string() + " cannot be opened: No such file or directory");
}

TEST_CASE("while another process changes it, a change fails or waits")
{
    Folder folder;
    const int other = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
    CHECK(::flock(other, LOCK_EX) == 0);
    CHECK(folder.file.change(to(some)) ==
          tl::unexpected{Error{Errc::busy, folder.name().string() + " is being changed by another program"}});
    CHECK(folder.file.load() == Pairings{});
    ::close(other);
    CHECK(folder.file.change(to(some)).has_value());
}

TEST_CASE("what root changes is the service's")
{
    Folder folder;
    give_to_nobody(folder.path());
    CHECK(folder.file.change(to(some)).has_value());
    const Unprivileged service;
    CHECK(folder.file.load() == some);
    CHECK(folder.file.change(to(others)).has_value());
}
