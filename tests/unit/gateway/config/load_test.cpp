// SPDX-License-Identifier: MIT
/// What a file without mistakes says.
#include <doctest/doctest.h>

#include "gateway_folder.hpp"

using namespace coapnode;
using namespace coapnode::testing;

TEST_CASE("{} means the defaults")
{
    const GatewayFolder folder;
    const auto config = folder.load("{}");
    REQUIRE(config);
    CHECK(*config == GatewayConfig{});
    CHECK(config->listen == std::vector<Listen>{{"127.0.0.1", 8080}});
    CHECK(config->allow.empty());
}

TEST_CASE("an empty file, and one that is not there, are mistakes")
{
    const GatewayFolder folder;
    for (const auto* text : {"", "# nothing\n", "\n"})
        CHECK(folder.mistakes(text) ==
              std::vector<std::string>{" the configuration is empty: write {} for the defaults"});
    const auto gone = load_gateway_config(folder.path("gone.yaml"));
    REQUIRE_FALSE(gone);
    CHECK(gone.error() == Mistakes{{folder.path("gone.yaml").string(), 0, 0, "does not exist"}});
}

TEST_CASE("who may reach the gateway")
{
    const GatewayFolder folder;
    folder.write_named_files();
    const auto config = folder.load(R"(
listen: ["127.0.0.1:8080", "[::]:8443"]
tls: {certificate: cert.pem, key: key.pem}
anonymous: none
hosts: [Gateway.Example., house]
origins: ["https://Panel.example:443", "http://[::1]:3000"]
trusted_proxies: [127.0.0.1, "10.0.0.0/8"]
tokens:
  - {name: phone, token_file: phone.token, role: control}
  - {name: "Anna's panel", token: aBcd-ef.gh_ij~kl+mn/op==}
  - {name: root, token: 70112233445566778899, role: admin}
)");
    if (!config) FAIL(to_string(config.error().front()));
    CHECK(config->listen == std::vector<Listen>{{"127.0.0.1", 8080}, {"::", 8443}});
    CHECK(config->tls == TlsFiles{folder.path("cert.pem"), folder.path("key.pem")});
    CHECK(config->anonymous == Role::none);
    CHECK(config->hosts == std::vector<std::string>{"gateway.example", "house"});
    CHECK(config->origins == std::vector<std::string>{"https://panel.example", "http://[::1]:3000"});
    CHECK(config->trusted_proxies.size() == 2);
    CHECK(config->tokens == std::vector<AccessToken>{{"phone", std::string{token_of_phone}, Role::control},
                                                     {"Anna's panel", "aBcd-ef.gh_ij~kl+mn/op==", Role::read},
                                                     {"root", "70112233445566778899", Role::admin}});
}

TEST_CASE("whom the gateway asks")
{
    const GatewayFolder folder;
    folder.write_named_files();
    const auto config = folder.load(R"(
nodes:
  - {name: living-room, uri: "coaps://192.0.2.7", identity: gateway, psk_file: living-room.psk}
  - {name: cellar, uri: "coaps://[fd00::5]:7000/", psk_hex: 70112233445566778899aabbccddeeff, identity: g}
  - {name: attic, uri: "coaps://attic.local", identity: g, psk: fourscore-and-7-years}
  - {name: 1.2.3, uri: "coap://[fe80::1%eth0]"}
allow: ["192.168.1.0/24", fd00::5]
resource_directory: coap://rd.example/lookup
discover: true
limits: {connections: 10, connections_per_address: 5, streams: 0, timeout: 2s}
)");
    if (!config) FAIL(to_string(config.error().front()));
    REQUIRE(config->nodes.size() == 4);
    const auto& room = config->nodes[0];
    CHECK(room.name == "living-room");
    CHECK(to_string(room.uri) == "coaps://192.0.2.7/");
    const std::string_view key = "9876543210abcdef";
    CHECK(room.key == GatewayKey{"gateway", {key.begin(), key.end()}});
    CHECK(config->nodes[1].uri.port == 7000);
    CHECK(config->nodes[1].key->key.front() == 0x70);
    CHECK(config->nodes[2].key->key.size() == 21);
    CHECK(config->nodes[3].uri.zone == "eth0");
    CHECK_FALSE(config->nodes[3].key);
    CHECK(config->allow.size() == 2);
    CHECK(config->resource_directory->path == std::vector<std::string>{"lookup"});
    CHECK(config->discover);
    CHECK(config->limits == GatewayLimits{10, 5, 0, 2s});
}
