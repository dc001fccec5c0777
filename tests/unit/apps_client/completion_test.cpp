// SPDX-License-Identifier: MIT
/// packaging/completion/coapnode in a bash of its own: what it offers is what the program takes.
#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/options.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

using Words = std::vector<std::string>;

/// What is offered for the last of the words, as bash splits them, in order.
Words offered_for(const Words& words)
{
    const TemporaryDirectory folder;
    std::string line;
    for (const auto& word : words)
        line += " '" + word + "'";
    folder.write("try", "coapnode() { printf 'pi.local\\nfd00::5\\n'; }\ncompopt() { :; }\n. " COMPLETION
                        "\ncd \"$1\"\nCOMP_WORDS=(coapnode" +
                            line + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_coapnode\n" +
                            "printf '%s\\n' \"${COMPREPLY[@]}\" > out\n");
    folder.write("led.json", "{}");
    const auto command = "bash '" + (folder.path() / "try").string() + "' '" + folder.path().string() + "'";
    CHECK(std::system(command.c_str()) == 0);
    std::istringstream out{folder.read("out")};
    Words offered;
    for (std::string word; std::getline(out, word);)
        if (!word.empty()) offered.push_back(word);
    std::sort(offered.begin(), offered.end());
    return offered;
}

}  // namespace

TEST_CASE("commands first")
{
    Words expected{"--help", "--version"};
    for (const auto& row : all_commands())
        expected.emplace_back(row.name);
    std::sort(expected.begin(), expected.end());
    CHECK(offered_for({""}) == expected);
    CHECK(offered_for({"d"}) == Words{"delete", "discover", "doctor"});
}

TEST_CASE("the options of each command are those of the program")
{
    for (const auto& row : all_commands()) {
        const std::string name{row.name};
        CAPTURE(name);
        auto expected = long_options(row.command);
        expected.emplace_back("--help");
        std::sort(expected.begin(), expected.end());
        CHECK(offered_for({name, "-"}) == expected);
    }
}

TEST_CASE("values, hosts and files")
{
    struct Row {
        Words words;
        Words offered;
    };
    for (const auto& [words, offered] : std::vector<Row>{
             {{"get", "--accept", "s"}, {"senml", "senml-cbor"}},
             {{"get", "--accept", "=", "s"}, {"senml", "senml-cbor"}},
             {{"put", "-t", "j"}, {"json"}},
             {{"get", "--block-size", "1"}, {"1024", "128", "16"}},
             {{"get", "--color", ""}, {"always", "auto", "never"}},
             {{"get", "--key-file", "led"}, {"led.json"}},
             {{"get", "--timeout", ""}, {}},
             {{"get", "--json", "--js"}, {}},
             {{"get", "-q", "a", "--que"}, {"--query"}},
             {{"get", "--query", "a", "--que"}, {"--query"}},
             {{"get", ""}, {"[fd00::5]/", "coap://", "coaps://", "pi.local/"}},
             {{"get", "pi"}, {"pi.local/"}},
             {{"get", "coaps", ":", "//"}, {"//[fd00::5]/", "//pi.local/"}},
             {{"observe", "coaps", ":", "//p"}, {"//pi.local/"}},
             {{"put", "pi.local/led", "@", "le"}, {"@led.json"}},
             {{"post", "pi.local/led", "@"}, {"@led.json", "@try"}},
             {{"get", "pi.local/led", "@", "le"}, {}},
         }) {
        CAPTURE(words);
        CHECK(offered_for(words) == offered);
    }
}
