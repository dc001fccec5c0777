// SPDX-License-Identifier: MIT
/// packaging/completion/coapnoded in a bash of its own: what it offers is what --help lists.
#include "apps/coapnoded/options.hpp"
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
    folder.write("coapnode.yaml", "");
    folder.write("keys/phone.psk", "");
    return BashCompletion{COMPLETION, "_coapnoded", "coapnoded", ""}.offered_for(words, folder);
}

std::string help()
{
    const std::array<const char*, 2> argv{"coapnoded", "--help"};
    return printed_by([&] { parse_options(static_cast<int>(argv.size()), argv.data()); }).out;
}

}  // namespace

TEST_CASE("options of the daemon are offered where they can stand")
{
    const auto all = help();
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
        CHECK(offered_for(words) == options_in(all, gone));
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
