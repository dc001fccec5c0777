// SPDX-License-Identifier: MIT
#include "apps/coapnode/help.hpp"
#include "apps/coapnode/options.hpp"
#include "coapnode/core/version.hpp"
#include "parsed.hpp"

#include <sstream>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

std::string printed_with_0(const Words& words)
{
    const auto output = ending_of(words);
    CHECK(output.code == 0);
    CHECK(output.err.empty());
    return output.out;
}

std::vector<std::string> lines_of(std::string_view text)
{
    std::istringstream in{std::string{text}};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// The words of an example up to a pipe, without the quotes of the shell.
Words words_of(const std::string& example)
{
    Words words{""};
    char quote = '\0';
    for (const char c : example) {
        if (c == quote || (quote == '\0' && c == '\'')) {
            quote = quote == '\0' ? c : '\0';
        } else if (c == ' ' && quote == '\0') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

}  // namespace

TEST_CASE("--version and --help of the program")
{
    CHECK(printed_with_0({"--version"}) == with_version("coapnode") + "\n");
    const auto help = printed_with_0({"--help"});
    CHECK(help == printed_with_0({"-h"}));
    for (const auto& row : all_commands())
        CHECK(help.find("\n  " + std::string{row.name} + ' ') != std::string::npos);
    CHECK(help.find("14 answer 4.xx") != std::string::npos);
}

TEST_CASE("--help of each command names its options and fits a terminal")
{
    for (const auto& row : all_commands()) {
        const std::string name{row.name};
        CAPTURE(name);
        const auto help = printed_with_0({name, "--help"});
        CHECK(help == printed_with_0({"-h", name}));
        for (const auto& option : long_options(row.command)) {
            CAPTURE(option);
            CHECK(help.find(option) != std::string::npos);
        }
        for (const auto& line : lines_of(help)) {
            CAPTURE(line);
            CHECK(line.size() <= 100);
            CHECK((line.empty() || line.find_first_not_of(' ') != std::string::npos));
        }
    }
}

TEST_CASE("--timeout of observe waits for --count states, and that of the others for an answer")
{
    for (const auto& row : all_commands()) {
        const std::string name{row.name};
        CAPTURE(name);
        const auto help = printed_with_0({name, "--help"});
        CHECK((help.find("How long to wait for --count states (default: for ever)") != std::string::npos) ==
              (row.command == Command::observe));
        CHECK((help.find("How long to wait for an answer (default 10s)") != std::string::npos) ==
              (row.command != Command::observe));
    }
}

TEST_CASE("each command has two examples or more, which are right")
{
    for (const auto& row : all_commands()) {
        const auto examples = lines_of(row.examples);
        CHECK(examples.size() >= 2);
        for (const auto& example : examples) {
            CAPTURE(example);
            const auto begin = example.find("coapnode ");
            REQUIRE(begin != std::string::npos);
            auto words = words_of(example.substr(begin));
            words.erase(words.begin());
            CHECK((arguments_of(words).command == row.command));
        }
    }
}
