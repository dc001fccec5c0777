// SPDX-License-Identifier: MIT
#include "gateway/access/pairings.hpp"

#include "gateway/access/secret.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

constexpr Instant begin{1h};

PairingCode code_for(const std::string& name, Instant made_at = begin)
{
    return {name, Role::control, digest_of("code of " + name), made_at};
}

PairedToken token_of(const std::string& name)
{
    return {name, Role::control, digest_of("token of " + name), {}};
}

std::string message(const Result<void>& done)
{
    return done ? "" : done.error().message;
}

}  // namespace

TEST_CASE("a code is valid for its time, whatever the clock was before")
{
    const auto code = code_for("phone");
    CHECK(is_valid(code, begin));
    CHECK(is_valid(code, begin + pairing_code_lifetime - 1us));
    CHECK_FALSE(is_valid(code, begin + pairing_code_lifetime));
    CHECK_FALSE(is_valid(code, begin - 1us));  // of before the machine started
}

TEST_CASE("a code is found by itself alone")
{
    const Pairings pairings{.codes = {code_for("phone"), code_for("panel")}, .tokens = {token_of("boss")}};
    CHECK(find_code(pairings, "code of phone") == &pairings.codes[0]);
    CHECK(find_code(pairings, "code of panel") == &pairings.codes[1]);
    for (const auto* const other : {"", "code of phon", "code of phone ", "Code of phone", "token of boss"})
        CHECK(find_code(pairings, other) == nullptr);
}

TEST_CASE("a new code takes the place of one for the same name, and old ones go")
{
    Pairings pairings;
    CHECK(add_code(pairings, code_for("phone"), begin));
    CHECK(add_code(pairings, code_for("panel", begin + 5min), begin + 5min));
    auto again = code_for("phone", begin + 6min);
    again.code = digest_of("another one");
    CHECK(add_code(pairings, again, begin + 6min));
    CHECK(pairings.codes == std::vector{code_for("panel", begin + 5min), again});
    CHECK(add_code(pairings, code_for("tablet", begin + 15min), begin + 15min));
    CHECK(pairings.codes == std::vector{again, code_for("tablet", begin + 15min)});
}

TEST_CASE("the most codes, and one more")
{
    Pairings pairings;
    for (std::size_t i = 0; i < most_pairing_codes; ++i)
        CHECK(add_code(pairings, code_for(std::to_string(i)), begin));
    CHECK(message(add_code(pairings, code_for("phone"), begin)) == "16 pairing codes are unused, which is the limit");
    CHECK(add_code(pairings, code_for("3"), begin));
    CHECK(pairings.codes.size() == most_pairing_codes);
    CHECK(add_code(pairings, code_for("phone", begin + 10min), begin + 10min));
    CHECK(pairings.codes.size() == 1);
}

TEST_CASE("the most tokens, and one more")
{
    Pairings pairings;
    for (std::size_t i = 1; i < most_paired_tokens; ++i)
        pairings.tokens.push_back(token_of(std::to_string(i)));
    CHECK(add_code(pairings, code_for("phone"), begin));
    CHECK(add_code(pairings, code_for("panel"), begin));
    CHECK(exchange_code(pairings, code_for("phone"), token_of("phone"), begin));
    CHECK(message(exchange_code(pairings, code_for("panel"), token_of("panel"), begin)) ==
          "256 devices are paired, which is the limit");
    CHECK(message(add_code(pairings, code_for("tablet"), begin)) == "256 devices are paired, which is the limit");
}

TEST_CASE("a code becomes one token")
{
    Pairings pairings{.codes = {code_for("phone"), code_for("panel")}, .tokens = {}};
    CHECK(exchange_code(pairings, code_for("phone"), token_of("phone"), begin));
    CHECK(pairings == Pairings{.codes = {code_for("panel")}, .tokens = {token_of("phone")}});
    CHECK(message(exchange_code(pairings, code_for("phone"), token_of("phone"), begin)) == "the code was already used");
    CHECK(message(add_code(pairings, code_for("phone"), begin)) == "phone is already paired");
    CHECK_FALSE(exchange_code(pairings, code_for("panel"), token_of("panel"), begin + pairing_code_lifetime));
    CHECK(pairings.tokens.size() == 1);
}

TEST_CASE("what is removed are the token and the code of a name")
{
    Pairings pairings{.codes = {code_for("phone"), code_for("panel")}, .tokens = {token_of("phone"), token_of("tv")}};
    CHECK(remove_pairing(pairings, "phone"));
    CHECK_FALSE(remove_pairing(pairings, "phone"));
    CHECK(remove_pairing(pairings, "panel"));
    CHECK(pairings == Pairings{.codes = {}, .tokens = {token_of("tv")}});
}
