// SPDX-License-Identifier: MIT
#include "apps/daemon/missing_files.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Wanted {
    std::filesystem::path file;
};

struct Calls {
    std::vector<std::string> made;
    std::vector<std::string> told;
};

Result<std::size_t> make_in(const TemporaryDirectory& folder, const std::vector<std::string>& names, Calls& calls)
{
    std::vector<Wanted> wanted;
    for (const auto& name : names)
        wanted.push_back({folder.path() / name});
    return make_missing(
        wanted,
        [&](const Wanted& one) -> Result<void> {
            if (one.file.filename() == "bad") return fail(Errc::not_stored, "no room");
            calls.made.push_back(one.file.filename());
            return {};
        },
        [&](const Wanted& one) { calls.told.push_back(one.file.filename()); });
}

}  // namespace

TEST_CASE("files that are missing are made; a file or a link that is there is left alone")
{
    const TemporaryDirectory folder;
    folder.write("there", "");
    std::filesystem::create_symlink(folder.path() / "nowhere", folder.path() / "link");
    Calls calls;
    CHECK(make_in(folder, {"there", "a", "link", "b"}, calls).value() == 2);
    CHECK(calls.made == std::vector<std::string>{"a", "b"});
    CHECK(calls.told == calls.made);
}

TEST_CASE("the first failure ends it, and what was made before was told")
{
    const TemporaryDirectory folder;
    Calls calls;
    const auto made = make_in(folder, {"a", "bad", "b"}, calls);
    REQUIRE_FALSE(made);
    CHECK(made.error().message == "no room");
    CHECK(calls.told == std::vector<std::string>{"a"});
}

TEST_CASE("a word for a shell")
{
    CHECK(quoted("/etc/coapnode/ann.psk") == "'/etc/coapnode/ann.psk'");
    CHECK(quoted("ann's $(key)") == R"('ann'\''s $(key)')");
    CHECK(quoted("") == "''");
}
