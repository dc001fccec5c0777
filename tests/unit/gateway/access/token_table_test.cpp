// SPDX-License-Identifier: MIT
#include "gateway/access/token_table.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const std::string longest(max_token_size, 'z');

TokenTable table()
{
    return TokenTable{std::vector<AccessToken>{{"phone", "0123456789abcdef", Role::control},
                                               {"panel", "0123456789abcdeg", Role::read},
                                               {"longer", "0123456789abcdef0", Role::admin},
                                               {"longest", longest, Role::admin}}};
}

}  // namespace

TEST_CASE("each token has its holder")
{
    const auto tokens = table();
    const std::vector<std::pair<std::string, TokenHolder>> rows{
        {"0123456789abcdef", {"phone", Role::control}},
        {"0123456789abcdeg", {"panel", Role::read}},
        {"0123456789abcdef0", {"longer", Role::admin}},
        {longest, {"longest", Role::admin}},
    };
    for (const auto& [token, holder] : rows) {
        CAPTURE(token);
        REQUIRE(tokens.find(token) != nullptr);
        CHECK(*tokens.find(token) == holder);
    }
}

TEST_CASE("a token with any bit changed, cut or made longer is nobody's")
{
    const auto tokens = table();
    const std::string token = "0123456789abcdef";
    for (std::size_t bit = 0; bit < 8 * (token.size() - 1); ++bit) {
        auto other = token;
        other[bit / 8] = static_cast<char>(other[bit / 8] ^ 1 << bit % 8);
        CAPTURE(other);
        CHECK(tokens.find(other) == nullptr);
    }
    for (std::size_t size = 0; size < token.size(); ++size)
        CHECK(tokens.find(token.substr(0, size)) == nullptr);
    for (const auto& other : {token + '\0', token + ' ', ' ' + token, longest + 'z', longest.substr(1)}) {
        CAPTURE(other);
        CHECK(tokens.find(other) == nullptr);
    }
    CHECK(TokenTable{}.find(token) == nullptr);
    CHECK(TokenTable{}.find("") == nullptr);
}
