// SPDX-License-Identifier: MIT
/// Which entry of the file is that of a URI.
#include <doctest/doctest.h>

#include "credentials_folder.hpp"

#include <string>
#include <vector>

using namespace coapnode;
using coapnode::testing::CredentialsFolder;

namespace {

constexpr auto file_text = R"(hosts:
  - {host: PI.local, port: 5700, identity: special, key_hex: "07"}
  - {host: pi.local, identity: phone, key_file: phone.psk}
  - {host: "192.168.1.*", identity: tablet, key_file: keys/all.psk}
  - {host: "fe80::1%eth0", identity: wired, key: wired-key}
  - {host: "[FE80:0::1]", identity: linked, key: linked-key}
  - {host: gone.local, identity: gone, key_file: gone.psk}
  - {host: "*.local", identity: any, key_hex: "0x00:11"}
)";

struct Row {
    std::string uri;
    std::string identity;  // empty: none
    std::string key;
};

Credentials loaded(const CredentialsFolder& folder)
{
    folder.write("phone.psk", "70686f6e65\n");
    folder.write("keys/all.psk", "phone:0000\ntablet:746162\n");
    auto credentials = folder.load(file_text);
    REQUIRE(credentials);
    return *credentials;
}

}  // namespace

TEST_CASE("the first entry that fits host and port is taken")
{
    const CredentialsFolder folder;
    const auto credentials = loaded(folder);
    for (const auto& [uri, identity, key] : std::vector<Row>{
             {"coaps://pi.local", "phone", "phone"},
             {"coaps://PI.LOCAL./led", "phone", "phone"},
             {"coaps://pi.local:5700", "special", "\x07"},
             {"coaps://192.168.1.77", "tablet", "tab"},
             {"coaps://[fe80::1%25eth0]", "wired", "wired-key"},
             {"coaps://[fe80::1%25wlan0]", "linked", "linked-key"},
             {"coaps://[fe80::1]", "linked", "linked-key"},
             {"coaps://other.local", "any", std::string{"\0\x11", 2}},
             {"coaps://192.168.2.1", "", ""},
             {"coaps://local", "", ""},
         }) {
        CAPTURE(uri);
        const auto found = credentials.find(parse_coap_uri(uri).value());
        REQUIRE(found);
        CHECK(found->has_value() == !identity.empty());
        if (*found) CHECK(**found == Credential{identity, to_bytes(key)});
    }
}

TEST_CASE("a key file that is missing stops only those who need it, and the message says where it is named")
{
    const CredentialsFolder folder;
    const auto credentials = loaded(folder);
    const auto found = credentials.find(parse_coap_uri("coaps://gone.local").value());
    REQUIRE(!found);
    CHECK(found.error().message ==
          folder.path("credentials.yaml").string() + ":7:50: " + folder.path("gone.psk").string() + " does not exist");

    folder.write("gone.psk", "other:0011");
    CHECK(credentials.find(parse_coap_uri("coaps://gone.local").value()).error().message ==
          folder.path("credentials.yaml").string() + ":7:50: " + folder.path("gone.psk").string() +
              ": no line 'gone:HEX' as psktool writes it, nor hex digits only");

    folder.write("gone.psk", "0011", 0644);
    CHECK(!credentials.find(parse_coap_uri("coaps://gone.local").value()));
}

TEST_CASE("the hosts for completion are those without wildcards, each once")
{
    const CredentialsFolder folder;
    const auto credentials = loaded(folder);
    CHECK(credentials.hosts() == std::vector<std::string>{"pi.local", "fe80::1%eth0", "fe80::1", "gone.local"});
    CHECK(Credentials{}.hosts().empty());
}
