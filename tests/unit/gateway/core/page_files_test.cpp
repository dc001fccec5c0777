// SPDX-License-Identifier: MIT
/// Where the files of the page come from.
#include "gateway/page_files.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("links that lead nowhere are no files of the page, and no reason to fail")
{
    const TemporaryDirectory folder;
    folder.write("index.html", "page");
    std::filesystem::create_symlink("loop.js", folder.path() / "loop.js");
    std::filesystem::create_symlink("gone.js", folder.path() / "dangling.js");
    const auto page = PageFiles::load(folder.path());
    REQUIRE(page);
    CHECK(page->has("/"));
    CHECK_FALSE(page->has("/loop.js"));
    CHECK_FALSE(page->has("/dangling.js"));
}

TEST_CASE("a folder without the page is told, and one that is not there")
{
    const TemporaryDirectory folder;
    for (const auto& place : {folder.path(), folder.path() / "none"}) {
        const auto page = PageFiles::load(place);
        REQUIRE_FALSE(page);
        CHECK(page.error().message ==
              "the page is not in " + place.string() + ": is coapnode-gateway installed completely?");
    }
}
