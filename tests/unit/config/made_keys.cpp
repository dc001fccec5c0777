// SPDX-License-Identifier: MIT
/// Key files that the configuration names, and those that are made.
#include "coapnode/config/file/key_files.hpp"
#include "config/config_folder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

std::string content_of(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

constexpr auto two_in_files =
    "dtls:\n"
    "  identities:\n"
    "    - {identity: ann, psk_file: ann.psk, role: admin}\n"
    "    - {identity: bob, psk_file: shared.psk}\n"
    "    - {identity: inline, psk: a key of this very file}\n"
    "    - {identity: eve, psk_file: shared.psk}\n";

}  // namespace

TEST_CASE("every key file that the configuration names is found, whatever else is wrong with it")
{
    const ConfigFolder folder;
    for (const auto* mistakes : {"", "sensors: nonsense\nunknown: 1\n"}) {
        const auto config = folder.write("coapnode.yaml", std::string{two_in_files} + mistakes);
        const auto wanted = wanted_keys_of(config);
        REQUIRE(wanted);
        CHECK(wanted->files ==
              std::vector<KeyFile>{{folder.path("ann.psk"), {"ann"}}, {folder.path("shared.psk"), {"bob", "eve"}}});
    }
    CHECK(wanted_keys_of(folder.write("coapnode.yaml", "device: {id: node}\n"))->files.empty());
    CHECK_FALSE(wanted_keys_of(folder.write("coapnode.yaml", "dtls: [\n")));
    CHECK_FALSE(wanted_keys_of(folder.path("none.yaml")));
}

TEST_CASE("where clients with a key reach the node is what dtls says, or its default")
{
    const ConfigFolder folder;
    const auto listen_in = [&](const char* text) {
        return wanted_keys_of(folder.write("coapnode.yaml", text))->listen;
    };
    const std::vector<Listen> everywhere{{"::", 5684}};
    CHECK(listen_in("device: {id: node}\n") == everywhere);
    CHECK(listen_in("dtls: {identities: []}\n") == everywhere);
    CHECK(listen_in("dtls: {listen: ['127.0.0.1:7000', nonsense, '[::1]:7001']}\n") ==
          std::vector<Listen>{{"127.0.0.1", 7000}, {"::1", 7001}});
    CHECK(listen_in("dtls: {listen: []}\n").empty());
}

TEST_CASE("keys that were made are read as the configuration wants them, and differ")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", two_in_files);
    const auto wanted = wanted_keys_of(config);
    for (const auto& file : wanted->files)
        CHECK(make_key_file(file, config));
    const auto loaded = load_config(config, "raspberrypi");
    if (!loaded) FAIL(to_string(loaded.error().front()));
    std::vector<std::vector<std::uint8_t>> keys;
    for (const auto& identity : loaded->dtls.identities) {
        if (identity.identity == "inline") continue;
        CHECK(identity.key.size() == 32);
        CHECK(std::find(keys.begin(), keys.end(), identity.key) == keys.end());
        CHECK(std::count_if(identity.key.begin(), identity.key.end(),
                            [](int byte) { return byte == 0 || byte == '\n'; }) == 0);
        keys.push_back(identity.key);
    }
    CHECK(keys.size() == 3);
}

TEST_CASE("a key that was made is for its owner and the configuration's group alone")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", two_in_files);
    const gid_t group = ::geteuid() == 0 ? 4242 : ::getegid();
    REQUIRE(::chown(config.c_str(), static_cast<uid_t>(-1), group) == 0);
    REQUIRE(make_key_file({folder.path("ann.psk"), {"ann"}}, config));
    struct stat made {};
    REQUIRE(::stat(folder.path("ann.psk").c_str(), &made) == 0);
    CHECK((made.st_mode & 07777) == 0640);
    CHECK(made.st_gid == group);
}

TEST_CASE("a file that is there is left alone, and what fails leaves nothing behind")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", two_in_files);
    const auto file = folder.write("ann.psk", "precious");
    const auto refused = make_key_file({file, {"ann"}}, config);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == file.string() + " cannot be made: File exists");
    CHECK(content_of(file) == "precious");

    CHECK_FALSE(make_key_file({folder.path("no/such/folder.psk"), {"ann"}}, config));
    CHECK_FALSE(make_key_file({folder.path("new.psk"), {"ann"}}, folder.path("no configuration")));
    CHECK_FALSE(std::filesystem::exists(folder.path("new.psk")));
}
