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

const BashCompletion completion{"_coapnoded", "coapnoded", {"coapnode.yaml", "keys/phone.psk"}};

std::string help()
{
    const std::array<const char*, 2> argv{"coapnoded", "--help"};
    return printed_by([&] { parse_options(static_cast<int>(argv.size()), argv.data()); }).out;
}

}  // namespace

TEST_CASE("options of the daemon are offered where they can stand")
{
    const std::vector<Typed> lines{
        {{""}, {"--quiet"}},
        {{"--check", ""}, {"--check", "--init", "--list-drivers", "--probe"}},
        {{"--init", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
        {{"--list-drivers", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
        {{"--probe", "/dev/i2c-1", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
        {{"--check", "--quiet", "-"}, {"--check", "--init", "--list-drivers", "--probe", "--quiet"}},
        {{"--config", "=", "x.yaml", ""}, {"--config", "--quiet"}},
        {{"--mock", "-"}, {"--mock", "--quiet"}},
        {{"-h", "-"}, {"--help", "--quiet"}},
    };
    check_options(completion, help(), lines);
}

TEST_CASE("values of the daemon's options")
{
    const std::vector<Typed> lines{
        {{"--log-level", ""}, {"debug", "error", "info", "warning"}},
        {{"--log-level", "=", "d"}, {"debug"}},
        {{"--config", ""}, {"coapnode.yaml", "keys"}},
        {{"--config", "=", "c"}, {"coapnode.yaml"}},
        {{"--init", "--c"}, {"--config"}},
    };
    check_values(completion, lines);
}
