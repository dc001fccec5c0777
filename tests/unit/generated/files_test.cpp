// SPDX-License-Identifier: MIT
#include "generate/files.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>

using namespace coapnode;

namespace {

constexpr std::array texts{
    Generated{"colours", Language::markdown, [] { return std::string{"- red\n- blue\n"}; }},
    Generated{"colours", Language::manual, [] { return std::string{".It red\n.It blue\n"}; }},
    Generated{"all.json", Language::whole_file, [] { return std::string{"[]\n"}; }},
};

}  // namespace

TEST_CASE("a text takes the place of what stands between its two lines")
{
    struct Row {
        std::string before;
        Language language;
        std::string after;
    };
    const Row rows[] = {
        {"no place\n", Language::markdown, "no place\n"},
        {"a\n<!-- colours: begin (generated) -->\n- old\n<!-- colours: end -->\nb\n", Language::markdown,
         "a\n<!-- colours: begin (generated) -->\n- red\n- blue\n<!-- colours: end -->\nb\n"},
        {".\\\" colours: begin (generated)\n.\\\" colours: end\n", Language::manual,
         ".\\\" colours: begin (generated)\n.It red\n.It blue\n.\\\" colours: end\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.before);
        std::set<std::string> placed;
        const auto filled = filled_in(row.before, row.language, texts, placed);
        REQUIRE(filled);
        CHECK(*filled == row.after);
        CHECK(filled_in(*filled, row.language, texts, placed) == row.after);
    }
}

TEST_CASE("a name that is unknown, and a begin without its end, are mistakes")
{
    for (const auto* document :
         {"<!-- shapes: begin (generated) -->\n<!-- shapes: end -->\n", "<!-- colours: begin (generated) -->\n- red\n",
          "<!-- colours: begin (generated) -->\n<!-- shapes: end -->\n"}) {
        CAPTURE(document);
        std::set<std::string> placed;
        CHECK_FALSE(filled_in(document, Language::markdown, texts, placed));
    }
}

TEST_CASE("the files of a tree that hold generated text")
{
    const TemporaryDirectory root;
    std::filesystem::create_directories(root.path() / "docs");
    std::filesystem::create_directories(root.path() / "packaging/man");
    const auto write = [&](const char* name, const char* content) { std::ofstream{root.path() / name} << content; };
    write("README.md", "nothing here\n");
    write("docs/colours.md", "<!-- colours: begin (generated) -->\n<!-- colours: end -->\n");
    CHECK_FALSE(generated_files(root.path(), texts));  // there is no manual with colours
    write("packaging/man/colours.5", ".\\\" colours: begin (generated)\n.\\\" colours: end\n");
    const auto files = generated_files(root.path(), texts);
    REQUIRE(files);
    REQUIRE(files->size() == 3);
    CHECK(files->front().path == root.path() / "docs/colours.md");
    CHECK(files->front().is != files->front().should_be);
    CHECK(files->back().path == root.path() / "all.json");
    CHECK(files->back().should_be == "[]\n");
}
