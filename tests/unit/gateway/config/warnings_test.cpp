// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gateway_folder.hpp"

using namespace coapnode;
using namespace coapnode::testing;

namespace {

using Lines = std::vector<std::string>;

Lines warnings(const GatewayFolder& folder, const std::string& text)
{
    const auto config = folder.load(text);
    REQUIRE(config);
    Lines lines;
    for (const auto& warning : gateway_warnings(*config, "gateway.yaml"))
        lines.push_back(to_string(warning));
    return lines;
}

}  // namespace

TEST_CASE("what works and is likely not meant")
{
    struct Row {
        std::string text;
        Lines warnings;
    };
    const GatewayFolder folder;
    folder.write_named_files();
    const std::string open = "gateway.yaml: 0.0.0.0:80 is open to other machines without tls: readings";
    const std::string all = ", and everybody who reaches it may read all nodes (anonymous: read)";
    const std::string tokens = "tokens: [{name: phone, token_file: phone.token}]\n";
    const auto wide = [](const std::string& range) {
        return "gateway.yaml: allow: " + range +
               " is larger than any private network: clients can make the gateway contact every machine in it";
    };
    for (const auto& [text, told] : std::vector<Row>{
             {"{}", {}},
             {"listen: ['127.0.0.1:80', '127.255.255.255:80', '[::1]:80']", {}},
             {"listen: ['0.0.0.0:80']", {open + " cross the network in clear text" + all}},
             {tokens + "listen: ['0.0.0.0:80']", {open + " and tokens cross the network in clear text" + all}},
             {tokens + "anonymous: none\nlisten: ['0.0.0.0:80']",
              {open + " and tokens cross the network in clear text"}},
             {"anonymous: none\nlisten: ['[::]:80', '[fe80::1%eth0]:80', '128.0.0.1:80']",
              {"gateway.yaml: [::]:80 is open to other machines without tls: readings cross the network in clear text",
               "gateway.yaml: [fe80::1%eth0]:80 is open to other machines without tls: readings cross the network in "
               "clear text",
               "gateway.yaml: 128.0.0.1:80 is open to other machines without tls: readings cross the network in clear "
               "text"}},
             {"listen: ['0.0.0.0:443']\ntls: {certificate: cert.pem, key: key.pem}", {}},
             {"allow: ['10.0.0.0/8', 'fc00::/7']", {}},
             {"allow: ['0.0.0.0/1', '128.0.0.0/1', '2000::/3']",
              {wide("0.0.0.0/1"), wide("128.0.0.0/1"), wide("2000::/3")}},
             {"tokens: [{name: phone, token: my-secret-password}]",
              {"gateway.yaml: the token of phone is a key made of words that anybody would try: make one with openssl "
               "rand -hex 16"}},
         }) {
        CAPTURE(text);
        CHECK(warnings(folder, text) == told);
    }
}
