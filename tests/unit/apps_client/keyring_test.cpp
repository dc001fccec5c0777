// SPDX-License-Identifier: MIT
#include "apps/coapnode/keyring.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

class Home {
public:
    Home() { write("credentials.yaml", "hosts: [{host: pi.local, identity: phone, key: of-the-file}]\n"); }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

    void write(const std::string& name, std::string_view text) const
    {
        folder_.write(name, text);
        std::filesystem::permissions(path(name), std::filesystem::perms{0600});
    }

    [[nodiscard]] Result<Keyring> open(const KeyArguments& arguments) const
    {
        return Keyring::open(arguments, path("credentials.yaml"));
    }

private:
    TemporaryDirectory folder_;
};

CoapUri pi()
{
    return parse_coap_uri("coaps://pi.local").value();
}

CoapUri other()
{
    return parse_coap_uri("coaps://other.local").value();
}

}  // namespace

TEST_CASE("without a key on the command line the credentials file is asked")
{
    const Home home;
    const auto keyring = home.open({});
    REQUIRE(keyring);
    CHECK(keyring->find(pi()) == Credential{"phone", to_bytes("of-the-file")});
    CHECK(keyring->find(other()).error().message ==
          "there is no key for other.local:5684: give --identity and --key-file, or add the host to " +
              home.path("credentials.yaml").string());
    CHECK(keyring->hosts() == std::vector<std::string>{"pi.local"});
    CHECK(keyring->warnings().empty());

    home.write("my.yaml", "hosts: [{host: other.local, identity: me, key: mine}]");
    const auto mine = home.open({.credentials = home.path("my.yaml")});
    REQUIRE(mine);
    CHECK(mine->find(other()) == Credential{"me", to_bytes("mine")});
    CHECK(!mine->find(pi()));
}

TEST_CASE("the usual file need not be there, one that is named must")
{
    const Home home;
    CHECK(Keyring::open({}, home.path("none.yaml")));
    CHECK(Keyring::open({}, {})->find(pi()).error().message ==
          "there is no key for pi.local:5684: give --identity and --key-file");
    CHECK(home.open({.credentials = home.path("none.yaml")}).error().message ==
          home.path("none.yaml").string() + ": does not exist");
}

TEST_CASE("every mistake of the file is a line")
{
    const Home home;
    home.write("credentials.yaml", "host: []\nhosts: pi\n");
    const auto file = home.path("credentials.yaml").string();
    CHECK(home.open({}).error() == Errc::bad_input);
    CHECK(home.open({}).error().message ==
          file + ":1:1: unknown key 'host'; did you mean 'hosts'?\n" + file +
              ":2:8: expected a list, each item a host (host:, identity:, key_file:), not a single value");
}

TEST_CASE("a key on the command line is for every host, and the file is not read")
{
    const Home home;
    home.write("credentials.yaml", "not yaml: [");
    const auto keyring = home.open({.identity = "me", .key = to_bytes("0123456789abcdef"), .hint = "a hint"});
    REQUIRE(keyring);
    CHECK(keyring->find(other()) == Credential{"me", to_bytes("0123456789abcdef")});
    CHECK(keyring->warnings() ==
          std::vector<std::string>{
              "other users of this machine can see a key on the command line: use --key-file instead", "a hint"});
    const auto short_key = home.open({.identity = "me", .key = to_bytes("k")});
    REQUIRE(short_key);
    CHECK(short_key->warnings().size() == 2);
    CHECK(short_key->warnings().back() == "a key of 1 byte can be guessed: RFC 7925 asks for 16 bytes or more");
}

TEST_CASE("a key file on the command line")
{
    const Home home;
    home.write("me.psk", "me:0011\n");
    const auto keyring = home.open({.key_file = home.path("me.psk")});
    REQUIRE(keyring);
    CHECK(keyring->find(pi()) == Credential{"me", {0x00, 0x11}});
    CHECK(keyring->warnings().empty());
    CHECK(home.open({.key_file = home.path("none.psk")}).error() == Errc::bad_input);
    CHECK(home.open({.key_file = home.path("none.psk")}).error().message ==
          home.path("none.psk").string() + " does not exist");
}
