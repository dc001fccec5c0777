// SPDX-License-Identifier: MIT
#include "gateway/access/cross_origin.hpp"

#include "gateway/access/roles.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr auto readable_fields = "Age, Allow, ETag, Location, Retry-After, WWW-Authenticate";
constexpr auto sendable_methods = "GET, HEAD, PUT, POST, DELETE, PATCH";
constexpr auto sendable_fields =
    "Accept, Authorization, Cache-Control, Content-Type, If-Match, If-None-Match, Last-Event-ID, X-Coapnode-Token";
constexpr auto preflight_lifetime = "600";  // seconds

/// nullptr when there is no origin, or it is not listed.
const std::string* listed_origin(const HttpFields& fields, Origins origins)
{
    const auto* const origin = find_field(fields, "origin");
    const bool is_listed =
        origin != nullptr && count_of(fields, "origin") == 1 && std::ranges::find(origins, *origin) != origins.end();
    return is_listed ? origin : nullptr;
}

}  // namespace

void add_cross_origin_fields(HttpResponse& answer, const HttpFields& request, Origins origins)
{
    if (origins.empty()) return;
    answer.fields.push_back({"vary", "origin"});
    const auto* const origin = listed_origin(request, origins);
    if (origin == nullptr) return;
    answer.fields.push_back({"access-control-allow-origin", *origin});
    answer.fields.push_back({"access-control-expose-headers", readable_fields});
}

HttpResponse answer_to_options(const HttpRequest& request, Origins origins, std::string_view allow)
{
    HttpResponse answer{204, {{"allow", std::string{allow}}, {"x-content-type-options", "nosniff"}}, nullptr};
    add_cross_origin_fields(answer, request.fields, origins);
    const bool is_preflight = find_field(request.fields, "access-control-request-method") != nullptr;
    if (is_preflight && listed_origin(request.fields, origins) != nullptr) {
        answer.fields.push_back({"access-control-allow-methods", sendable_methods});
        answer.fields.push_back({"access-control-allow-headers", sendable_fields});
        answer.fields.push_back({"access-control-max-age", preflight_lifetime});
    }
    return answer;
}

std::optional<HttpResponse> refusal_of_foreign_change(const HttpRequest& request, Origins origins)
{
    const auto* const site = find_field(request.fields, "sec-fetch-site");
    const bool is_own = site == nullptr || *site == "same-origin" || *site == "none";
    if (is_own || !may_change(request.method) || listed_origin(request.fields, origins) != nullptr) return std::nullopt;
    return problem(403, "a page of another origin may not change anything: list its origin in origins:");
}

}  // namespace coapnode
