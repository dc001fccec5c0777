// SPDX-License-Identifier: MIT
/// Where the credentials file is, and who may read it.
#include <doctest/doctest.h>

#include "credentials_folder.hpp"

#include <string>
#include <vector>

using namespace coapnode;
using coapnode::testing::CredentialsFolder;

TEST_CASE("where the file is")
{
    CHECK(default_credentials_file("/x", "/home/pi") == "/x/coapnode/credentials.yaml");
    CHECK(default_credentials_file(nullptr, "/home/pi") == "/home/pi/.config/coapnode/credentials.yaml");
    CHECK(default_credentials_file("", "/home/pi") == "/home/pi/.config/coapnode/credentials.yaml");
    CHECK(default_credentials_file("relative", "/home/pi") == "/home/pi/.config/coapnode/credentials.yaml");
    CHECK(default_credentials_file(nullptr, "").empty());
    CHECK(default_credentials_file(nullptr, nullptr).empty());
}

TEST_CASE("a file that anybody but its owner may touch is refused")
{
    const CredentialsFolder folder;
    const auto text = "hosts: [{host: pi, identity: phone, key: k}]";
    for (const unsigned mode : {0600U, 0400U, 0700U}) {
        CAPTURE(mode);
        CHECK(folder.load(text, mode));
    }
    for (const unsigned mode : {0640U, 0620U, 0610U, 0604U, 0602U, 0601U, 0644U}) {
        CAPTURE(mode);
        CHECK(folder.mistakes(text, mode) ==
              std::vector<std::string>{" other users can read or write this file: chmod 600 " +
                                       folder.path("credentials.yaml").string()});
    }
}

TEST_CASE("a file that is not there is none, unless it was asked for")
{
    const CredentialsFolder folder;
    const auto file = folder.path("credentials.yaml");
    const auto asked_for = load_credentials(file);
    REQUIRE(!asked_for);
    CHECK(to_string(asked_for.error().at(0)) == file.string() + ": does not exist");
    CHECK(load_credentials_if_any(file));
    CHECK(load_credentials_if_any({}));

    std::filesystem::create_symlink("nowhere.yaml", file);
    CHECK(!load_credentials_if_any(file));
}

TEST_CASE("a file of 262144 bytes, and of 1000 hosts")
{
    const CredentialsFolder folder;
    const std::string text = "hosts: []\n#";
    CHECK(folder.load(text + std::string(max_credentials_size - text.size(), ' ')));
    CHECK(folder.mistakes(text + std::string(max_credentials_size - text.size() + 1, ' ')) ==
          std::vector<std::string>{" is larger than 262144 bytes"});

    std::string hosts = "hosts:\n";
    for (std::size_t i = 0; i < max_credential_hosts; ++i)
        hosts += "- {host: pi" + std::to_string(i) + ", identity: phone, key: k}\n";
    const auto all = folder.load(hosts);
    REQUIRE(all);
    CHECK(all->hosts().size() == max_credential_hosts);
    CHECK(folder.mistakes(hosts + "- {host: pi, identity: phone, key: k}\n") ==
          std::vector<std::string>{"1002:3: this list may hold at most 1000"});
}

TEST_CASE("nothing at all is no host")
{
    const CredentialsFolder folder;
    for (const std::string text : {"", "# none yet\n", "hosts:\n", "hosts: []\n", "{}\n"}) {
        CAPTURE(text);
        const auto credentials = folder.load(text);
        REQUIRE(credentials);
        CHECK(credentials->hosts().empty());
    }
}
