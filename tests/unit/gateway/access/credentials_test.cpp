// SPDX-License-Identifier: MIT
#include "gateway/access/credentials.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr auto phone = "0123456789abcdef";
constexpr auto panel = "fedcba9876543210";

OrProblem<Caller> caller_with(const HttpFields& fields, Role anonymous = Role::read)
{
    const std::vector<AccessToken> tokens{{"phone", phone, Role::control}, {"panel", panel, Role::read}};
    return caller_of(fields, TokenTable{tokens}, anonymous);
}

HttpField bearer_field(const std::string& token)
{
    return {"authorization", "Bearer " + token};
}

HttpField own_field(const std::string& token)
{
    return {"x-coapnode-token", token};
}

}  // namespace

TEST_CASE("a caller is the holder of its token")
{
    const std::vector<HttpFields> rows{
        {bearer_field(phone)},
        {own_field(phone)},
        {{"authorization", std::string{"bearer  "} + phone + " "}},
        {{"authorization", std::string{"BEARER\t"} + phone}},
        {own_field(std::string{" "} + phone + "\t")},
        {bearer_field(phone), own_field(phone)},
        {{"authorization", "Basic dXNlcjpwYXNz"}, own_field(phone)},
        {{"authorization", "Basic dXNlcjpwYXNz"}, bearer_field(phone)},
    };
    for (const auto& fields : rows) {
        CAPTURE(fields.front().value);
        const auto caller = caller_with(fields);
        REQUIRE(caller);
        CHECK(*caller == Caller{Role::control, "phone"});
    }
}

TEST_CASE("without a token, and with another scheme, a caller is anonymous")
{
    const std::vector<HttpFields> rows{
        {},
        {{"authorization", "Basic dXNlcjpwYXNz"}},
        {{"authorization", "Basic a"}, {"authorization", "Digest b"}},
        {{"authorization", "BearerX token"}},
        {{"authorization", ""}},
        {{"cookie", "Bearer token"}},
    };
    for (const auto& fields : rows) {
        CAPTURE(fields.size());
        CHECK(*caller_with(fields) == Caller{Role::read});
        CHECK(*caller_with(fields, Role::none) == Caller{Role::none});
    }
}

TEST_CASE("a wrong token is 401, also where none is needed")
{
    const std::vector<HttpFields> rows{
        {bearer_field("0123456789abcdeX")}, {bearer_field("")}, {{"authorization", "Bearer"}},
        {own_field("0123456789abcdeX")},    {own_field("")},    {bearer_field(std::string{phone} + " x")},
    };
    for (const auto& fields : rows) {
        CAPTURE(fields.front().value);
        const auto caller = caller_with(fields);
        REQUIRE(!caller);
        CHECK(caller.error().status == 401);
        const auto* const challenge = find_field(caller.error().fields, "www-authenticate");
        REQUIRE(challenge != nullptr);
        CHECK(*challenge == "Bearer realm=\"coapnode\", error=\"invalid_token\"");
        CHECK(as_text(*caller.error().body).find("0123") == std::string_view::npos);
    }
}

TEST_CASE("two tokens are 400")
{
    const std::vector<HttpFields> rows{
        {bearer_field(phone), own_field(panel)},    {bearer_field(phone), bearer_field(panel)},
        {bearer_field(phone), bearer_field(phone)}, {own_field(phone), own_field(phone)},
        {bearer_field(""), own_field(phone)},
    };
    for (const auto& fields : rows) {
        CAPTURE(fields.front().value);
        const auto caller = caller_with(fields);
        REQUIRE(!caller);
        CHECK(caller.error().status == 400);
    }
}
