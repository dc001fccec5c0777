// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/init.hpp"

#include "support/printed.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <string>

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
    CHECK(first.out == "created " + path +
                           "/ann's.token: the token of phone. The page asks for it. To use it with curl:\n" +
                           "  curl -H \"Authorization: Bearer $(sudo cat '" + path +
                           "/ann'\\''s.token')\" http://127.0.0.1:8080/session\n");
    CHECK(folder.read("ann's.token").size() == 33);

    const auto second = printed_by([&] { code = init_tokens(std::cout, config); });
    CHECK(code == 0);
    CHECK(second.out == "nothing to do: every token file that " + config.string() + " names exists\n");
}

TEST_CASE("the line for curl names what the configuration listens at")
{
    struct Row {
        const char* listen;
        const char* told;
    };
    constexpr Row rows[] = {
        {R"(["192.0.2.7:81", "127.0.0.1:8080"])", " http://192.0.2.7:81/session\n"},
        {R"(["0.0.0.0:8000"])", " http://127.0.0.1:8000/session\n"},
        {R"(["[::]:8080"])", " http://[::1]:8080/session\n"},
        {R"(["127.0.0.1:0"])", "The page asks for it.\n"},  // the system chooses
        {R"(["127.0.0.1:x"])", "The page asks for it.\n"},  // --check says what is wrong
    };
    for (const auto& [listen, told] : rows) {
        CAPTURE(listen);
        const TemporaryDirectory folder;
        folder.write("gateway.yaml",
                     "listen: " + std::string{listen} + "\ntokens: [{name: phone, token_file: a.token}]\n");
        const auto printed = printed_by([&] { init_tokens(std::cout, folder.path() / "gateway.yaml"); });
        CHECK(printed.out.ends_with(told));
    }
}

TEST_CASE("mistakes are told in place of an all-clear, and the token files that are named are made")
{
    struct Row {
        const char* text;
        const char* begin_of_told;  ///< after the name of the file
    };
    constexpr Row rows[] = {
        {"tokens: [{name: phone, tokenfile: a.token}]\n", ":1:10: the token is missing"},
        {"token: [{name: phone, token_file: a.token}]\n", ":1:1: unknown key 'token'"},
        {"- tokens\n", ":1:1: "},
        {"", ": the configuration is empty: "},
    };
    for (const auto& [text, begin_of_told] : rows) {
        CAPTURE(text);
        const TemporaryDirectory folder;
        folder.write("gateway.yaml", text);
        const auto config = folder.path() / "gateway.yaml";
        int code = -1;
        const auto told = printed_by([&] { code = init_tokens(std::cout, config); });
        CHECK(code == 1);
        CHECK(told.out.empty());
        CHECK(told.err.starts_with(config.string() + begin_of_told));
    }
    const TemporaryDirectory folder;
    folder.write("gateway.yaml", "tokens: [{name: phone, token_file: a.token}]\nnodes: 7\n");
    int code = -1;
    const auto told = printed_by([&] { code = init_tokens(std::cout, folder.path() / "gateway.yaml"); });
    CHECK(code == 1);
    CHECK(folder.read("a.token").size() == 33);
    CHECK(told.err.starts_with((folder.path() / "gateway.yaml").string() + ":2:8: "));
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
