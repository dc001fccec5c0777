// SPDX-License-Identifier: MIT
/// Each list at its limit and one past it.
#include "gateway/config/keys.hpp"

#include <doctest/doctest.h>

#include "gateway_folder.hpp"

#include <functional>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

std::string items(std::size_t count, const std::function<std::string(const std::string&)>& item)
{
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += "- " + item(std::to_string(i)) + "\n";
    return all;
}

}  // namespace

TEST_CASE("lists have limits")
{
    struct Row {
        std::string key;
        std::size_t most;
        std::function<std::string(const std::string&)> item;
    };
    const GatewayFolder folder;
    const auto address = [](const auto& i) { return "10.0.0." + i; };
    for (const auto& [key, most, item] : std::vector<Row>{
             {"listen", max_http_listen_addresses, [](const auto& i) { return "127.0.0.1:" + i; }},
             {"hosts", max_hosts, [](const auto& i) { return "h" + i; }},
             {"origins", max_origins, [](const auto& i) { return "http://h" + i; }},
             {"trusted_proxies", max_trusted_proxies, address},
             {"allow", max_allowed_ranges, address},
             {"tokens", max_tokens,
              [](const auto& i) { return "{name: t" + i + ", token: 7011aa2233445566" + i + "}"; }},
             {"nodes", max_nodes, [](const auto& i) { return "{name: n" + i + ", uri: 'coap://n" + i + "'}"; }},
         }) {
        CAPTURE(key);
        CHECK(folder.mistakes(key + ":\n" + items(most, item)).empty());
        CHECK(folder.mistakes(key + ":\n" + items(most + 1, item)) ==
              std::vector<std::string>{std::to_string(most + 2) + ":3: this list may hold at most " +
                                       std::to_string(most)});
    }
}

TEST_CASE("the file has a largest size")
{
    const GatewayFolder folder;
    CHECK(folder.mistakes("{} #" + std::string(max_gateway_config_size - 4, 'x')).empty());
    CHECK(folder.mistakes("{} #" + std::string(max_gateway_config_size - 3, 'x')) ==
          std::vector<std::string>{" is larger than 262144 bytes"});
}
