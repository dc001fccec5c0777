// SPDX-License-Identifier: MIT
/// packaging/completion/coapnode in a bash of its own: what it offers is what the program takes.
#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/options.hpp"
#include "support/bash_completion.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

using Words = std::vector<std::string>;

Words offered_for(const Words& words)
{
    const TemporaryDirectory folder;
    folder.write("led.json", "{}");
    const BashCompletion coapnode{COMPLETION, "_coapnode", "coapnode",
                                  "coapnode() { printf 'pi.local\\nfd00::5\\n'; }"};
    return coapnode.offered_for(words, folder);
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
