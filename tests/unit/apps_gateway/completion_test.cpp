// SPDX-License-Identifier: MIT
/// packaging/completion/coapnode-gateway in a bash of its own: what it offers is what --help lists.
#include "apps/coapnode-gateway/options.hpp"
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
    folder.write("gateway.yaml", "");
    folder.write("page/index.html", "");
    return BashCompletion{COMPLETION, "_coapnode_gateway", "coapnode-gateway", ""}.offered_for(words, folder);
}

/// The long options that --help names, in order.
std::set<std::string> listed_options()
{
    const std::array<const char*, 2> argv{"coapnode-gateway", "--help"};
    const auto help = printed_by([&] { parse_gateway_options(static_cast<int>(argv.size()), argv.data()); }).out;
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

TEST_CASE("options of the gateway are offered where they can stand")
{
    const auto all = listed_options();
    struct Row {
        Words words;
        Words gone;
    };
    for (const auto& [words, gone] : std::vector<Row>{
             {{""}, {"--quiet", "--role", "--url"}},
             {{"--check", ""}, {"--check", "--init", "--pair", "--paired", "--role", "--unpair", "--url"}},
             {{"--init", ""}, {"--check", "--init", "--pair", "--paired", "--quiet", "--role", "--unpair", "--url"}},
             {{"--pair", "phone", ""}, {"--check", "--init", "--pair", "--paired", "--quiet", "--unpair"}},
             {{"--config", "=", "x.yaml", ""}, {"--config", "--quiet", "--role", "--url"}},
             {{"--page", "page", "-"}, {"--page", "--quiet", "--role", "--url"}},
             {{"-h", "-"}, {"--help", "--quiet", "--role", "--url"}},
         }) {
        CAPTURE(words);
        CHECK(offered_for(words) == without(all, gone));
    }
}

TEST_CASE("values of the gateway's options")
{
    struct Row {
        Words words;
        Words offered;
    };
    for (const auto& [words, offered] : std::vector<Row>{
             {{"--log-level", ""}, {"debug", "error", "info", "warning"}},
             {{"--log-level", "=", "d"}, {"debug"}},
             {{"--config", ""}, {"gateway.yaml", "page"}},
             {{"--config", "=", "g"}, {"gateway.yaml"}},
             {{"--page", ""}, {"page"}},
             {{"--state", "="}, {"page"}},
             {{"--pair", "phone", "--role", ""}, {"admin", "control", "read"}},
             {{"--unpair", ""}, {}},
         }) {
        CAPTURE(words);
        CHECK(offered_for(words) == offered);
    }
}
