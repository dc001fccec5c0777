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

const BashCompletion completion{"_coapnode_gateway", "coapnode-gateway", {"gateway.yaml", "page/index.html"}};

std::string help()
{
    const std::array<const char*, 2> argv{"coapnode-gateway", "--help"};
    return printed_by([&] { parse_gateway_options(static_cast<int>(argv.size()), argv.data()); }).out;
}

}  // namespace

TEST_CASE("options of the gateway are offered where they can stand")
{
    const std::vector<Typed> lines{
        {{""}, {"--quiet", "--role", "--url"}},
        {{"--check", ""}, {"--check", "--init", "--pair", "--paired", "--role", "--unpair", "--url"}},
        {{"--init", ""}, {"--check", "--init", "--pair", "--paired", "--quiet", "--role", "--unpair", "--url"}},
        {{"--pair", "phone", ""}, {"--check", "--init", "--pair", "--paired", "--quiet", "--unpair"}},
        {{"--config", "=", "x.yaml", ""}, {"--config", "--quiet", "--role", "--url"}},
        {{"--page", "page", "-"}, {"--page", "--quiet", "--role", "--url"}},
        {{"-h", "-"}, {"--help", "--quiet", "--role", "--url"}},
    };
    check_options(completion, help(), lines);
}

TEST_CASE("values of the gateway's options")
{
    const std::vector<Typed> lines{
        {{"--log-level", ""}, {"debug", "error", "info", "warning"}},
        {{"--log-level", "=", "d"}, {"debug"}},
        {{"--config", ""}, {"gateway.yaml", "page"}},
        {{"--config", "=", "g"}, {"gateway.yaml"}},
        {{"--page", ""}, {"page"}},
        {{"--state", "="}, {"page"}},
        {{"--pair", "phone", "--role", ""}, {"admin", "control", "read"}},
        {{"--unpair", ""}, {}},
    };
    check_values(completion, lines);
}
