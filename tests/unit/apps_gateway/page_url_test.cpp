// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/page_url.hpp"

#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr auto file = "/etc/coapnode/gateway.yaml";

OwnAddress at(const char* address)
{
    return [address] { return address == nullptr ? std::nullopt : parse_address(address); };
}

}  // namespace

TEST_CASE("the page's address is the first one that another device reaches")
{
    struct Row {
        std::vector<Listen> listen;
        std::vector<std::string> hosts;
        const char* own;
        const char* url;  ///< nullptr: there is none
    };
    const Row rows[] = {
        {{{"192.0.2.7", 8080}}, {}, nullptr, "http://192.0.2.7:8080/"},
        {{{"2001:db8::7", 8080}}, {}, nullptr, "http://[2001:db8::7]:8080/"},
        {{{"127.0.0.1", 80}, {"192.0.2.7", 8080}}, {}, nullptr, "http://192.0.2.7:8080/"},
        {{{"0.0.0.0", 8080}}, {}, "192.0.2.9", "http://192.0.2.9:8080/"},
        {{{"::", 8080}}, {}, "2001:db8::9", "http://[2001:db8::9]:8080/"},
        {{{"::", 8080}}, {"pi.local"}, nullptr, "http://pi.local:8080/"},
        {{{"127.0.0.1", 8080}, {"::1", 8080}}, {"pi.local"}, "192.0.2.9", nullptr},
        {{{"0.0.0.0", 8080}}, {}, nullptr, nullptr},
        {{{"192.0.2.7", 0}}, {}, nullptr, nullptr},
    };
    for (const auto& row : rows) {
        GatewayConfig config;
        config.listen = row.listen;
        config.hosts = row.hosts;
        const auto url = page_url(config, file, at(row.own));
        CAPTURE(row.listen.front().host);
        if (row.url == nullptr) {
            REQUIRE_FALSE(url);
            CHECK(url.error().message.find("add one to listen: in /etc/coapnode/gateway.yaml") != std::string::npos);
        } else {
            REQUIRE(url);
            CHECK(*url == row.url);
        }
    }
}
