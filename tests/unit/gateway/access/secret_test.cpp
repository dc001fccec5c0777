// SPDX-License-Identifier: MIT
#include "gateway/access/secret.hpp"

#include "gateway/config/token.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace coapnode;

TEST_CASE("a digest is SHA-256 (FIPS 180-4, example of one block)")
{
    const Digest abc{0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                     0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    CHECK(digest_of("abc") == abc);
    CHECK(is_same(digest_of("abc"), abc));
    for (std::size_t bit = 0; bit < 256; ++bit) {
        auto other = abc;
        other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ 1U << bit % 8);
        CHECK_FALSE(is_same(other, abc));
    }
}

TEST_CASE("a secret has the digits of its bytes and can be sent as a token")
{
    std::set<std::string> made;
    std::set<char> digits;
    for (int i = 0; i < 200; ++i) {
        const auto code = random_secret(pairing_code_bytes);
        const auto token = random_secret(paired_token_bytes);
        REQUIRE((code && token));
        CHECK(code->size() == 22);
        CHECK(token->size() == 32);
        CHECK(parse_token(*token) == *token);
        made.insert({*code, *token});
        digits.insert(token->begin(), token->end());
    }
    CHECK(made.size() == 400);
    CHECK(digits.size() == 64);
}
