// SPDX-License-Identifier: MIT
#include "gateway/access/cross_origin.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace coapnode;

namespace {

const std::vector<std::string> listed{"https://panel.example", "http://panel.example:8080"};

std::string value_of(const HttpResponse& answer, std::string_view name)
{
    const auto* const value = find_field(answer.fields, name);
    return value != nullptr ? *value : std::string{};
}

HttpRequest request_of(const std::string& method, HttpFields fields)
{
    HttpRequest request;
    request.method = method;
    request.fields = std::move(fields);
    return request;
}

bool has_cross_origin_fields(const HttpResponse& answer)
{
    return std::ranges::any_of(answer.fields,
                               [](const HttpField& field) { return field.name.starts_with("access-control-"); });
}

const std::vector<HttpFields> strangers{
    {},
    {{"origin", "https://evil.example"}},
    {{"origin", "null"}},
    {{"origin", ""}},
    {{"origin", "https://panel.example.evil"}},
    {{"origin", "https://panel.example:8443"}},
    {{"origin", "http://panel.example"}},
    {{"origin", "https://panel.example"}, {"origin", "https://evil.example"}},
};

}  // namespace

TEST_CASE("a listed origin may read, and no other")
{
    HttpResponse answer;
    add_cross_origin_fields(answer, {{"origin", "https://panel.example"}}, listed);
    CHECK(value_of(answer, "access-control-allow-origin") == "https://panel.example");
    CHECK(value_of(answer, "access-control-expose-headers").find("ETag") != std::string::npos);
    CHECK(value_of(answer, "access-control-allow-credentials").empty());
    CHECK(value_of(answer, "vary") == "origin");
    for (const auto& fields : strangers) {
        HttpResponse other;
        add_cross_origin_fields(other, fields, listed);
        CHECK(other.fields == HttpFields{{"vary", "origin"}});
    }
}

TEST_CASE("where no origin is listed, nothing is said")
{
    HttpResponse answer;
    add_cross_origin_fields(answer, {{"origin", "https://panel.example"}}, {});
    CHECK(answer == HttpResponse{});
}

TEST_CASE("OPTIONS is answered with what there is, a preflight of a listed origin with what it may send")
{
    const HttpField asks{"access-control-request-method", "PUT"};
    const auto preflight =
        answer_to_options(request_of("OPTIONS", {{"origin", "https://panel.example"}, asks}), listed, "GET, PUT");
    CHECK(preflight.status == 204);
    CHECK(preflight.body == nullptr);
    CHECK(value_of(preflight, "allow") == "GET, PUT");
    CHECK(value_of(preflight, "access-control-allow-origin") == "https://panel.example");
    CHECK(value_of(preflight, "access-control-allow-methods").find("PUT") != std::string::npos);
    CHECK(value_of(preflight, "access-control-allow-headers").find("X-Coapnode-Token") != std::string::npos);
    CHECK(value_of(preflight, "access-control-max-age") == "600");

    const auto plain = answer_to_options(request_of("OPTIONS", {{"origin", "https://panel.example"}}), listed, "GET");
    CHECK(value_of(plain, "access-control-allow-methods").empty());
    for (auto fields : strangers) {
        fields.push_back(asks);
        const auto other = answer_to_options(request_of("OPTIONS", fields), listed, "GET");
        CHECK(other.status == 204);
        CHECK(value_of(other, "allow") == "GET");
        CHECK(!has_cross_origin_fields(other));
    }
}

TEST_CASE("a page of another origin changes nothing")
{
    struct Row {
        std::string method;
        HttpFields fields;
        bool is_refused;
    };
    const HttpField foreign{"sec-fetch-site", "cross-site"};
    const std::vector<Row> rows{
        {"PUT", {foreign}, true},
        {"POST", {foreign}, true},
        {"DELETE", {foreign}, true},
        {"PATCH", {foreign}, true},
        {"PUT", {{"sec-fetch-site", "same-site"}}, true},
        {"PUT", {{"sec-fetch-site", "nonsense"}}, true},
        {"PUT", {foreign, {"origin", "https://evil.example"}}, true},
        {"PUT", {foreign, {"origin", "https://panel.example"}}, false},
        {"PUT", {{"sec-fetch-site", "same-origin"}}, false},
        {"PUT", {{"sec-fetch-site", "none"}}, false},
        {"PUT", {}, false},
        {"GET", {foreign}, false},
        {"HEAD", {foreign}, false},
        {"OPTIONS", {foreign}, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.fields.empty() ? "" : row.fields.back().value);
        const auto refusal = refusal_of_foreign_change(request_of(row.method, row.fields), listed);
        CHECK(refusal.has_value() == row.is_refused);
        if (refusal) CHECK(refusal->status == 403);
    }
}
