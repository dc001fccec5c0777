// SPDX-License-Identifier: MIT
/// packaging/completion/coapnoded in a bash of its own: what it offers is what --help lists.
#include "apps/coapnoded/options.hpp"
#include "support/bash_completion.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

using Words = std::vector<std::string>;

Words offered_for(const Words& words)
{
    const TemporaryDirectory folder;
    folder.write("coapnode.yaml", "");
    folder.write("keys/phone.psk", "");
    return BashCompletion{COMPLETION, "_coapnoded", "coapnoded", ""}.offered_for(words, folder);
}

/// The long options that --help names, in order.
std::set<std::string> listed_options()
{
    const std::array<const char*, 2> argv{"coapnoded", "--help"};
    const auto help = printed_by([&] { parse_options(static_cast<int>(argv.size()), argv.data()); }).out;
    const std::regex option{"--[a-z-]+"};
    std::set<std::string> options;
    for (std::sregex_iterator found{help.begin(), help.end(), option}; found != std::sregex_iterator{}; ++found)
        options.insert(found->str());
    return options;
}

Words without(std::set<std::string> options, const Words& gone)
{
    for (const auto& name : gone)
        CHECK(options.erase(name) == 1);
    return {options.begin(), options.end()};
}

}  // namespace

TEST_CASE("options of the daemon are offered where they can stand")
{
    const auto all = listed_options();
    struct Row {
        Words words;
        Words gone;
    };
    for (const auto& [words, gone] : std::vector<Row>{
             {{""}, {"--quiet"}},
             {{"--check", ""}, {"--check", "--init", "--list-drivers", "--probe"}},
             {{"--init", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
             {{"--list-drivers", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
             {{"--probe", "/dev/i2c-1", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
             {{"--check", "--quiet", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
             {{"--config", "=", "x.yaml", ""}, {"--config", "--quiet"}},
             {{"--mock", "-"}, {"--mock", "--quiet"}},
             {{"-h", "-"}, {"--help", "--quiet"}},
         }) {
        CAPTURE(words);
        CHECK(offered_for(words) == without(all, gone));
    }
}

TEST_CASE("values of the daemon's options")
{
    struct Row {
        Words words;
        Words offered;
    };
    for (const auto& [words, offered] : std::vector<Row>{
             {{"--log-level", ""}, {"debug", "error", "info", "warning"}},
             {{"--log-level", "=", "d"}, {"debug"}},
             {{"--config", ""}, {"coapnode.yaml", "keys"}},
             {{"--config", "=", "c"}, {"coapnode.yaml"}},
             {{"--init", "--c"}, {"--config"}},
         }) {
        CAPTURE(words);
        CHECK(offered_for(words) == offered);
    }
}
