// SPDX-License-Identifier: MIT
/// Each mistake of a gateway's configuration has its place, and one run tells all of them.
#include <doctest/doctest.h>

#include "gateway_folder.hpp"

using namespace coapnode;
using namespace coapnode::testing;

namespace {

using Lines = std::vector<std::string>;

struct Row {
    std::string text;
    Lines mistakes;
};

std::string node(const std::string& keys)
{
    return "nodes:\n- {" + keys + "}\n";
}

const std::string key = "identity: g, psk_hex: 70112233445566778899aabbccddeeff";

void check(const std::vector<Row>& rows)
{
    const GatewayFolder folder;
    folder.write_named_files();
    for (const auto& [text, mistakes] : rows) {
        CAPTURE(text);
        CHECK(folder.mistakes(text) == mistakes);
    }
}

}  // namespace

TEST_CASE("mistakes in what is served, and to whom")
{
    check({
        {"lisen: []", {"1:1: unknown key 'lisen'; did you mean 'listen'?"}},
        {"- a", {"1:1: expected keys such as listen: and nodes:, not a list"}},
        {"listen: []", {"1:9: the gateway needs an address: [\"127.0.0.1:8080\"] is for this machine only"}},
        {"listen: ['localhost:80']",
         {"1:10: expected a numeric address ([::] for all addresses, 127.0.0.1 for this machine only), not "
          "'localhost'"}},
        {"listen: [127.0.0.1]",
         {"1:10: the port is missing in '127.0.0.1': expected an address and a port such as [::]:8080 or "
          "127.0.0.1:8080"}},
        {"listen: ['127.0.0.1:80', '127.0.0.1:080']", {"1:26: 127.0.0.1:80 is already used at line 1"}},
        {"listen: ['127.0.0.1:0', '127.0.0.1:0']", {}},
        {"anonymous: control", {"1:12: expected none or read, not 'control'"}},
        {"anonymous: nome", {"1:12: expected none or read, not 'nome'; did you mean 'none'?"}},
        {"hosts: ['http://a']",
         {"1:9: expected a name such as gateway.example, without http:// and without a port, not 'http://a'"}},
        {"origins: ['*']", {"1:11: every page of the internet could read the gateway: list the pages' origins"}},
        {"trusted_proxies: ['0.0.0.0/0']",
         {"1:19: with 0.0.0.0/0 any client could claim another address as its own: list only your proxies"}},
        {"allow: ['10.0.0.1/8']",
         {"1:9: '10.0.0.1/8' has bits after its prefix: write 10.0.0.0/8 for the network, 10.0.0.1 for the single "
          "address"}},
        {"allow: ['::/0', '10.0.0.0/8', '0.0.0.0/0']",
         {"1:9: with ::/0 any client could make the gateway contact any machine: list only the networks of your nodes",
          "1:31: with 0.0.0.0/0 any client could make the gateway contact any machine: list only the networks of your "
          "nodes"}},
        {"discover: yes", {"1:11: expected true or false, not 'yes'"}},
        {"resource_directory: coaps://a", {"1:21: a resource directory is asked over plain CoAP only: write coap://"}},
    });
}

TEST_CASE("mistakes in nodes")
{
    const std::string uri = "uri: 'coaps://a'";
    check({
        {node(uri + ", " + key), {"2:3: the key 'name' is missing"}},
        {node("name: a, " + key), {"2:3: the key 'uri' is missing"}},
        {node("name: a/b, uri: 'coap://a'"),
         {"2:10: expected a name for use in URIs: 1 to 64 of A-Z a-z 0-9 . _ -, not 'a/b'"}},
        {node("name: 10.0.0.1, uri: 'coap://a'"),
         {"2:10: an address cannot be a name: /devices/10.0.0.1 is the node at this address"}},
        {node("name: a, uri: 'coap://a/b'"), {"2:18: the URI of a node ends after its host: write 'coap://a'"}},
        {node("name: a, " + uri),
         {"2:3: coaps:// needs an identity that the node knows",
          "2:3: the key is missing: give one of psk_file, psk_hex and psk"}},
        {node("name: a, " + uri + ", identity: g"), {"2:3: the key is missing: give one of psk_file, psk_hex and psk"}},
        {node("name: a, " + uri + ", psk: fourscore-and-7-years"),
         {"2:3: coaps:// needs an identity that the node knows"}},
        {node("name: a, " + uri + ", psk: fourscore-and-7-years, " + key),
         {"2:81: give only one of psk_file, psk_hex and psk"}},
        {node("name: a, uri: 'coap://a', " + key),
         {"2:30: plain CoAP has no keys: write coaps:// in uri, or remove identity"}},
        {node("name: a, uri: 'coap://a', psk: fourscore-and-7-years"),
         {"2:30: plain CoAP has no keys: write coaps:// in uri, or remove psk"}},
        {node("name: a, uri: 'coap://a', role: read"), {"2:30: unknown key 'role'"}},
        {node("name: a, uri: 'coap://a'}\n- {name: a, uri: 'coap://b'"), {"3:10: a is already used at line 2"}},
        {node("name: a, uri: 'coap://a'}\n- {name: A, uri: 'coap://a'"), {}},
        {node("name: a, " + uri + ", identity: g, psk_file: key-of-living-room"),
         {"2:54: this file does not exist: copy it from the node, where coapnoded --init made it; a key belongs in "
          "psk"}},
    });
}

TEST_CASE("mistakes in limits, at the bounds and one past them")
{
    check({
        {"limits: {connections: 1, connections_per_address: 1, streams: 0, timeout: 1s}", {}},
        {"limits: {connections: 10000, connections_per_address: 10000, streams: 10000, timeout: 2m}", {}},
        {"limits: {connections: 0}", {"1:23: expected a number from 1 to 10000, not '0'"}},
        {"limits: {connections: 10001}", {"1:23: expected a number from 1 to 10000, not '10001'"}},
        {"limits: {connections_per_address: 0}", {"1:35: expected a number from 1 to 10000, not '0'"}},
        {"limits: {connections_per_address: 10001}", {"1:35: expected a number from 1 to 10000, not '10001'"}},
        {"limits: {streams: 10001}", {"1:19: expected a number from 0 to 10000, not '10001'"}},
        {"limits: {timeout: 999ms}", {"1:19: expected a duration from 1s to 2m, not '999ms'"}},
        {"limits: {timeout: 121s}", {"1:19: expected a duration from 1s to 2m, not '121s'"}},
    });
}

TEST_CASE("one run tells every mistake, in the order of the file")
{
    check({{R"(listen: [a]
discovery: true
nodes:
  - {name: a, uri: "coaps://a"}
  - {nam: b}
allow: ["1.2.3.4/24"]
)",
            {"1:10: the port is missing in 'a': expected an address and a port such as [::]:8080 or 127.0.0.1:8080",
             "2:1: unknown key 'discovery'; did you mean 'discover'?",
             "4:5: coaps:// needs an identity that the node knows",
             "4:5: the key is missing: give one of psk_file, psk_hex and psk", "5:5: the key 'name' is missing",
             "5:5: the key 'uri' is missing", "5:6: unknown key 'nam'; did you mean 'name'?",
             "6:9: '1.2.3.4/24' has bits after its prefix: write 1.2.3.0/24 for the network, 1.2.3.4 for the single "
             "address"}}});
}
