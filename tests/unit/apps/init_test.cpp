// SPDX-License-Identifier: MIT
#include "apps/coapnoded/init.hpp"

#include "config/config_folder.hpp"
#include "support/printed.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

constexpr auto names_a_key = "dtls: {identities: [{identity: ann's, psk_file: ann.psk, role: admin}]}\n";

struct Done {
    int code{};
    Printed printed;
};

Done run_init(const std::filesystem::path& config)
{
    Done done;
    done.printed = printed_by([&] { done.code = init(std::cout, config, "pi"); });
    return done;
}

}  // namespace

TEST_CASE("a missing key is made once, and the client's line names the file, not the key")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", names_a_key);
    const auto file = folder.path("ann.psk").string();

    const auto first = run_init(config);
    CHECK(first.code == 0);
    CHECK(first.printed.out ==
          "created " + file +
              ": the key of ann's.\n"
              "For a client on this machine (package coapnode-client):\n"
              "  sudo coapnode get --identity 'ann'\\''s' --key-file '" +
              file +
              "' coaps://127.0.0.1/info\n"
              "For a client on another machine, in a folder with a copy of that file (an IPv4 address works too):\n"
              "  coapnode get --identity 'ann'\\''s' --key-file 'ann.psk' coaps://pi.local/info\n");
    CHECK(load_config(config, "raspberrypi"));

    const auto second = run_init(config);
    CHECK(second.code == 0);
    CHECK(second.printed.out == "nothing to do: every key file that " + config.string() + " names exists\n");
}

TEST_CASE("the client's lines name the port that is configured, and the key file by a clean path")
{
    const ConfigFolder folder;
    folder.write(
        "coapnode.yaml",
        "dtls: {listen: ['127.0.0.1:7000'], identities: [{identity: ann, psk_file: ./ann.psk, role: admin}]}\n");
    const auto told =
        run_init(folder.path("../" + folder.path("").parent_path().filename().string() + "/coapnode.yaml"));
    CHECK(told.printed.out == "created " + folder.path("ann.psk").string() +
                                  ": the key of ann.\n"
                                  "For a client on this machine (package coapnode-client):\n"
                                  "  sudo coapnode get --identity 'ann' --key-file '" +
                                  folder.path("ann.psk").string() + "' coaps://127.0.0.1:7000/info\n");
}

TEST_CASE("a key for which no address is configured is made, and that is told")
{
    const ConfigFolder folder;
    const auto told = run_init(folder.write(
        "coapnode.yaml", "dtls: {listen: [], identities: [{identity: ann, psk_file: ann.psk, role: admin}]}\n"));
    CHECK(told.code == 0);
    CHECK(told.printed.out == "created " + folder.path("ann.psk").string() +
                                  ": the key of ann.\n"
                                  "no client can use it yet: \"listen:\" of dtls is empty\n");
}

TEST_CASE("a configuration that names no key file is told how to name one")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", "device: {id: node}\n");
    const auto told = run_init(config);
    CHECK(told.code == 0);
    CHECK(told.printed.out == "nothing to do: " + config.string() +
                                  " names no psk_file:; add\n  dtls:\n    identities:\n"
                                  "      - {identity: phone, psk_file: phone.psk, role: control}\n");
}

TEST_CASE("mistakes are told in place of an all-clear, and the key files that are named are made")
{
    struct Row {
        const char* text;
        const char* begin_of_told;  ///< after the name of the file
    };
    constexpr Row rows[] = {
        {"dtls: {identities: [{identity: ann, key_file: ann.psk}]}\n", ":1:21: the key is missing"},
        {"dtls: {identities: [{identiti: ann, psk_file: ann.psk}]}\n", ":1:21: "},
        {"dtls: {identitys: [{identity: ann, psk_file: ann.psk}]}\n", ":1:8: unknown key 'identitys'"},
        {"dtsl: {identities: [{identity: ann, psk_file: ann.psk}]}\n", ":1:1: unknown key 'dtsl'"},
        {"- dtls\n", ":1:1: "},
        {"", ": the configuration is empty: "},
    };
    for (const auto& [text, begin_of_told] : rows) {
        CAPTURE(text);
        const ConfigFolder folder;
        const auto config = folder.write("coapnode.yaml", text);
        const auto done = run_init(config);
        CHECK(done.code == 1);
        CHECK(done.printed.out.empty());
        CHECK(done.printed.err.starts_with(config.string() + begin_of_told));
    }
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", std::string{names_a_key} + "sensors: nonsense\n");
    const auto done = run_init(config);
    CHECK(done.code == 1);
    CHECK(done.printed.out.starts_with("created " + folder.path("ann.psk").string() + ':'));
    CHECK(done.printed.err.starts_with(config.string() + ":2:10: "));
}

TEST_CASE("what stands in the way of a key is told")
{
    const ConfigFolder folder;
    CHECK(run_init(folder.path("none.yaml")).code == 1);
    const auto done = run_init(folder.write(
        "coapnode.yaml", "dtls: {identities: [{identity: ann, psk_file: no/such/folder.psk, role: admin}]}\n"));
    CHECK(done.code == 1);
    CHECK(done.printed.err ==
          "coapnoded: " + folder.path("no/such/folder.psk").string() + " cannot be made: No such file or directory\n");
}
