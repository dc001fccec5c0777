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

const BashCompletion completion{
    "_coapnode", "coapnode", {"led.json"}, "coapnode() { printf 'pi.local\\nfd00::5\\n'; }"};

}  // namespace

TEST_CASE("commands first")
{
    Words expected{"--help", "--version"};
    for (const auto& row : all_commands())
        expected.emplace_back(row.name);
    std::sort(expected.begin(), expected.end());
    CHECK(completion.offered_for({""}) == expected);
    CHECK(completion.offered_for({"d"}) == Words{"delete", "discover", "doctor"});
}

TEST_CASE("the options of each command are those of the program")
{
    for (const auto& row : all_commands()) {
        const std::string name{row.name};
        CAPTURE(name);
        auto expected = long_options(row.command);
        expected.emplace_back("--help");
        std::sort(expected.begin(), expected.end());
        CHECK(completion.offered_for({name, "-"}) == expected);
    }
}

TEST_CASE("values, hosts and files")
{
    const std::vector<Typed> lines{
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
    };
    check_values(completion, lines);
}
