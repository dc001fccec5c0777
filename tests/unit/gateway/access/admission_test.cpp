// SPDX-License-Identifier: MIT
#include "gateway/access/admission.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr auto token = "0123456789abcdef";

AccessRules rules(Role anonymous = Role::read)
{
    GatewayConfig config;
    config.hosts = {"gateway.example"};
    config.origins = {"https://panel.example"};
    config.anonymous = anonymous;
    config.tokens = {{"phone", token, Role::control}};
    return access_rules(config, "pi");
}

OrProblem<Caller> admitted(const std::string& method, HttpFields fields, Role anonymous = Role::read)
{
    HttpRequest request;
    request.method = method;
    request.fields = std::move(fields);
    return admit(request, rules(anonymous));
}

}  // namespace

TEST_CASE("who is let in, and as whom")
{
    const HttpField bearer{"authorization", std::string{"Bearer "} + token};
    CHECK(*admitted("GET", {{"host", "pi.local:8080"}}) == Caller{Role::read});
    CHECK(*admitted("GET", {{"host", "gateway.example"}}, Role::none) == Caller{Role::none});
    CHECK(*admitted("PUT", {{"host", "pi"}, bearer}) == Caller{Role::control, "phone"});
    CHECK(*admitted("OPTIONS", {{"host", "pi"}, {"authorization", "Bearer wrong"}}) == Caller{Role::read});
}

TEST_CASE("who is not let in")
{
    struct Row {
        std::string method;
        HttpFields fields;
        std::uint16_t status;
    };
    const HttpField host{"host", "pi"};
    const HttpField foreign{"sec-fetch-site", "cross-site"};
    const std::vector<Row> rows{
        {"GET", {{"host", "evil.example"}}, 421},
        {"OPTIONS", {{"host", "evil.example"}}, 421},
        {"GET", {}, 421},
        {"PUT", {host, foreign}, 403},
        {"GET", {host, {"authorization", "Bearer wrong"}}, 401},
        {"GET", {host, {"x-coapnode-token", token}, {"x-coapnode-token", token}}, 400},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.status);
        const auto caller = admitted(row.method, row.fields);
        REQUIRE(!caller);
        CHECK(caller.error().status == row.status);
    }
}
