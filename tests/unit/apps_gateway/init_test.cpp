// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/init.hpp"

#include "support/printed.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a missing token is made once, and the line for curl names its file as a shell reads it")
{
    const TemporaryDirectory folder;
    folder.write("gateway.yaml", "tokens: [{name: phone, token_file: ann's.token, role: control}]\n");
    const auto config = folder.path() / "gateway.yaml";
    int code = -1;
    const auto first = printed_by([&] { code = init_tokens(std::cout, config); });
    CHECK(code == 0);
    const auto path = folder.path().string();
    CHECK(first.out == "made " + path + "/ann's.token: the token of phone. The page asks for it; with curl:\n" +
                           "  curl -H \"Authorization: Bearer $(sudo cat '" + path +
                           "/ann'\\''s.token')\" http://127.0.0.1:8080/session\n");
    CHECK(folder.read("ann's.token").size() == 33);

    const auto second = printed_by([&] { code = init_tokens(std::cout, config); });
    CHECK(code == 0);
    CHECK(second.out == "nothing to do: every token file that " + config.string() + " names exists\n");
}

TEST_CASE("what stands in the way of a token is told")
{
    const TemporaryDirectory folder;
    int code = -1;
    printed_by([&] { code = init_tokens(std::cout, folder.path() / "none.yaml"); });
    CHECK(code == 1);
    folder.write("gateway.yaml", "tokens: [{name: phone, token_file: no/such/folder.token}]\n");
    const auto told = printed_by([&] { code = init_tokens(std::cout, folder.path() / "gateway.yaml"); });
    CHECK(code == 1);
    CHECK(told.err == "coapnode-gateway: " + (folder.path() / "no/such/folder.token").string() +
                          " cannot be made: No such file or directory\n");
}
