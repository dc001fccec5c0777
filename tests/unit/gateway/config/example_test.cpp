// SPDX-License-Identifier: MIT
/// What is shipped and printed can be used: config/gateway.yaml, the manual's example, the YAML of the pages.
#include "support/pages.hpp"

#include <doctest/doctest.h>

#include "gateway_folder.hpp"

#include <regex>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

/// Settings that are switched off begin with '#' and no space.
std::string switched_on(const std::string& text)
{
    const std::regex switched_off{"^( *)#([^ #].*)$"};
    std::istringstream lines{text};
    std::string all;
    for (std::string line; std::getline(lines, line);)
        all += std::regex_replace(line, switched_off, "$1$2") + "\n";
    return all;
}

std::vector<std::string> manual_examples()
{
    const std::string begin = ".Bd -literal -offset indent\n";
    const auto text = content_of(MANUAL);
    std::vector<std::string> examples;
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
        at += begin.size();
        examples.push_back(text.substr(at, text.find(".Ed", at) - at));
    }
    return examples;
}

}  // namespace

TEST_CASE("the installed file has the defaults, and holds no secret")
{
    const GatewayFolder folder;
    const auto config = folder.load(content_of(EXAMPLE_CONFIG), 0644);
    if (!config) FAIL(to_string(config.error().front()));
    CHECK(*config == GatewayConfig{});
    CHECK(gateway_warnings(*config, "gateway.yaml").empty());
}

TEST_CASE("every setting of the installed file can be switched on")
{
    const GatewayFolder folder;
    folder.write_named_files();
    const auto config = folder.load(switched_on(content_of(EXAMPLE_CONFIG)));
    if (!config) FAIL(to_string(config.error().front()));
    CHECK(config->tls);
    CHECK(config->hosts.size() == 1);
    CHECK(config->origins.size() == 1);
    CHECK(config->trusted_proxies.size() == 2);
    CHECK(config->tokens == std::vector<AccessToken>{{"phone", std::string{token_of_phone}, Role::control}});
    REQUIRE(config->nodes.size() == 2);
    CHECK(config->nodes[0].key);
    CHECK_FALSE(config->nodes[1].key);
    CHECK(config->allow.size() == 2);
    CHECK(config->resource_directory);
    CHECK_MESSAGE(config->limits == GatewayLimits{}, "what is shown are the defaults");
}

TEST_CASE("the manual's examples, and each block of a page that begins with # gateway.yaml, are configurations")
{
    const GatewayFolder folder;
    folder.write_named_files();
    auto blocks = manual_examples();
    CHECK_FALSE(blocks.empty());
    for (const auto& page : pages_of(PAGES)) {
        for (const auto& block : yaml_blocks(content_of(page)))
            if (is_of_gateway(block)) blocks.push_back(block);
    }
    for (const auto& block : blocks) {
        CAPTURE(block);
        CHECK(folder.mistakes(block) == std::vector<std::string>{});
    }
}

TEST_CASE("a block says in its first line that it is the gateway's")
{
    const auto blocks = yaml_blocks("```yaml\n# gateway.yaml\nlisten: []\n```\n```yaml\nleds: []\n```\n");
    REQUIRE(blocks.size() == 2);
    CHECK(is_of_gateway(blocks[0]));
    CHECK_FALSE(is_of_gateway(blocks[1]));
}
