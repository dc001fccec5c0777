// SPDX-License-Identifier: MIT
#include "apps/coapnoded/init.hpp"

#include "config/config_folder.hpp"
#include "printed.hpp"

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
    done.printed = printed_by([&] { done.code = init(std::cout, config); });
    return done;
}

}  // namespace

TEST_CASE("a missing key is made once, and the client's line names the file, not the key")
{
    const ConfigFolder folder;
    const auto config = folder.write("coapnode.yaml", names_a_key);
    const auto file = folder.file("ann.psk").string();

    const auto first = run_init(config);
    CHECK(first.code == 0);
    CHECK(first.printed.out == "made " + file +
                                   ": the key of ann's. For a client on this machine:\n"
                                   "  coap-client-gnutls -m get -u 'ann'\\''s' -k \"$(sudo basenc -d --base16 '" +
                                   file + "')\" coaps://127.0.0.1/info\n");
    CHECK(load_config(config, "raspberrypi"));

    const auto second = run_init(config);
    CHECK(second.code == 0);
    CHECK(second.printed.out == "nothing to do: every key file that " + config.string() + " names is there\n");
}

TEST_CASE("what stands in the way of a key is told")
{
    const ConfigFolder folder;
    CHECK(run_init(folder.file("none.yaml")).code == 1);
    const auto done = run_init(folder.write(
        "coapnode.yaml", "dtls: {identities: [{identity: ann, psk_file: no/such/folder.psk, role: admin}]}\n"));
    CHECK(done.code == 1);
    CHECK(done.printed.err ==
          "coapnoded: " + folder.file("no/such/folder.psk").string() + " cannot be made: No such file or directory\n");
}
