// SPDX-License-Identifier: MIT
/// packaging/completion/coapnode-gateway in a bash of its own: what it offers is what --help lists.
#include "apps/coapnode-gateway/options.hpp"
#include "support/bash_completion.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

#include <array>
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

std::string help()
{
    const std::array<const char*, 2> argv{"coapnode-gateway", "--help"};
    return printed_by([&] { parse_gateway_options(static_cast<int>(argv.size()), argv.data()); }).out;
}

}  // namespace

TEST_CASE("options of the gateway are offered where they can stand")
{
    const auto all = help();
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
        CHECK(offered_for(words) == options_in(all, gone));
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
