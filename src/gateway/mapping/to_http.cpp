// SPDX-License-Identifier: MIT
#include "gateway/mapping/to_http.hpp"

#include "coapnode/rest/registries.hpp"
#include "gateway/mapping/content_types.hpp"
#include "gateway/mapping/location.hpp"
#include "gateway/mapping/problem.hpp"
#include "gateway/mapping/status_of_code.hpp"
#include "gateway/mapping/to_coap.hpp"
#include "show/visible.hpp"

#include <algorithm>

namespace coapnode {

namespace {

using ResponsePtr = std::shared_ptr<const IncomingResponse>;

/// With the field that every answer has.
HttpResponse answer_with(std::uint16_t status)
{
    constexpr std::size_t most_fields = 8;
    HttpResponse answer{status, {}, nullptr};
    answer.fields.reserve(most_fields);
    answer.fields.push_back(no_sniffing());
    return answer;
}

void add(HttpResponse& answer, std::string_view name, std::string value)
{
    answer.fields.push_back({std::string{name}, std::move(value)});
}

std::uint32_t max_age_of(const IncomingResponse& response)
{
    return response.max_age.value_or(IncomingResponse::default_max_age);
}

/// Guesses the format when the node sends none.
std::string type_of_payload(const IncomingResponse& response)
{
    if (response.content_format) return content_type_of(*response.content_format);
    return is_plain_text(as_text(response.payload)) ? "text/plain;charset=utf-8" : "application/octet-stream";
}

/// Formats that a browser would run as a page of the gateway, with the user's token.
bool is_active(std::string_view content_type)
{
    return content_type.ends_with("xml") || content_type.ends_with("javascript");
}

void add_payload(HttpResponse& answer, const ResponsePtr& response)
{
    auto type = type_of_payload(*response);
    if (is_active(type)) add(answer, "content-security-policy", "default-src 'none'; sandbox");
    add(answer, "content-type", std::move(type));
    answer.body = std::shared_ptr<const Bytes>{response, &response->payload};
}

/// For answers that a cache may store: 200 and 304 to GET.
void add_cache_fields(HttpResponse& answer, const IncomingResponse& response, const RequestFacts& facts,
                      std::uint32_t age)
{
    if (response.etag) add(answer, "etag", entity_tag_of(*response.etag));
    add(answer, "cache-control",
        (facts.is_private ? "private, max-age=" : "max-age=") + std::to_string(max_age_of(response)));
    add(answer, "age", std::to_string(age));
    add(answer, "vary", "accept");
}

HttpResponse not_modified(const IncomingResponse& response, const RequestFacts& facts, std::uint32_t age)
{
    auto answer = answer_with(304);
    add_cache_fields(answer, response, facts, age);
    return answer;
}

HttpResponse valid_answer(const IncomingResponse& response, const RequestFacts& facts, std::uint32_t age)
{
    const auto& asked = facts.if_none_match;
    const bool is_meant = asked && (asked->has(response.etag) || (!response.etag && asked->ours.size() == 1));
    if (is_meant) return not_modified(response, facts, age);
    return problem(502, facts.device + " confirmed an entity tag that the request did not name");
}

HttpResponse content_answer(const ResponsePtr& response, const RequestFacts& facts, std::uint32_t age)
{
    const auto holds = [&](const EntityTags& tags) { return tags.is_any || tags.has(response->etag); };
    if (facts.if_match && !holds(*facts.if_match)) return problem(412, "the resource now has another entity tag");
    if (facts.if_none_match && holds(*facts.if_none_match)) return not_modified(*response, facts, age);
    auto answer = answer_with(200);
    add_cache_fields(answer, *response, facts, age);
    add_payload(answer, response);
    return answer;
}

/// Without ETag: that of a change would stand for what the client has sent (RFC 9110 section 9.3.4).
HttpResponse changed_answer(const ResponsePtr& response, const RequestFacts& facts)
{
    auto answer = answer_with(status_of_code(response->code));
    if (!response->payload.empty()) {
        add_payload(answer, response);
    } else if (answer.status == 200) {
        answer.status = 204;
    }
    add(answer, "cache-control", "no-store");
    const bool has_location = !response->location_path.empty() || !response->location_query.empty();
    if (answer.status == 201 && has_location) {
        const auto& path = response->location_path.empty() ? facts.path : response->location_path;
        auto location = location_below(facts.device, path, response->location_query);
        if (location) add(answer, "location", std::move(*location));
    }
    return answer;
}

std::string methods_without(Method refused)
{
    std::string text{forwarded_methods};
    for (const auto name : {"GET, HEAD, ", "PUT, ", "POST, ", "DELETE, ", "PATCH, "}) {
        if (std::string_view{name}.starts_with(name_of(refused)))
            text.erase(text.find(name), std::string_view{name}.size());
    }
    return text;
}

/// The diagnostic payload (RFC 7252 section 5.5.2) as safe text, or the node's body in its format.
HttpResponse told_by_node(std::uint16_t status, const ResponsePtr& response, const RequestFacts& facts)
{
    constexpr auto text_format = static_cast<std::uint16_t>(ContentFormat::text);
    if (response->payload.empty()) return problem(status, facts.device + " answered " + code_with_name(response->code));
    auto answer = answer_with(status);
    add(answer, "cache-control", "no-store");
    if (response->content_format.value_or(text_format) != text_format) {
        add_payload(answer, response);
    } else {
        add(answer, "content-type", content_type_of(text_format));
        answer.body = std::make_shared<const Bytes>(to_bytes(visible_text(as_text(response->payload))));
    }
    return answer;
}

HttpResponse error_answer(const ResponsePtr& response, const RequestFacts& facts)
{
    auto status = status_of_code(response->code);
    if (response->is(Code::bad_option) && !facts.has_client_option) status = 500;
    auto answer = told_by_node(status, response, facts);
    if (status == 503 || status == 429) {
        add(answer, "retry-after", std::to_string(std::max<std::uint32_t>(1, max_age_of(*response))));
    }
    if (status == 405) add(answer, "allow", methods_without(facts.method));
    return answer;
}

}  // namespace

HttpResponse to_http(const std::shared_ptr<const IncomingResponse>& response, const RequestFacts& facts,
                     std::uint32_t age)
{
    if (!response->is_success() || response->is(Code::continue_)) return error_answer(response, facts);
    if (response->is(Code::valid)) return valid_answer(*response, facts, age);
    const bool is_read = facts.is_read() && status_of_code(response->code) == 200;
    return is_read ? content_answer(response, facts, age) : changed_answer(response, facts);
}

}  // namespace coapnode
