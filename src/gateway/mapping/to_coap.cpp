// SPDX-License-Identifier: MIT
#include "gateway/mapping/to_coap.hpp"

#include "coapnode/core/ascii.hpp"
#include "gateway/mapping/accept.hpp"
#include "gateway/mapping/cache_wishes.hpp"
#include "gateway/mapping/choose_format.hpp"
#include "gateway/mapping/content_types.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

/// The answer that refuses the request.
using Refusal = std::optional<HttpResponse>;

struct MethodRow {
    std::string_view name;
    Method method;
    bool takes_body;
};

constexpr auto method_rows = std::to_array<MethodRow>({
    {"GET", Method::get, false},
    {"HEAD", Method::get, false},
    {"PUT", Method::put, true},
    {"POST", Method::post, true},
    {"DELETE", Method::delete_, false},
    {"PATCH", Method::patch, true},
});

OrProblem<MethodRow> row_of_method(std::string_view name)
{
    constexpr auto known_methods = std::to_array<std::string_view>({"CONNECT", "OPTIONS", "TRACE"});
    const auto* const row = std::ranges::find(method_rows, name, &MethodRow::name);
    if (row != method_rows.end()) return *row;
    const bool is_known = std::ranges::find(known_methods, name) != known_methods.end();
    return tl::unexpected{with_field(problem(is_known ? 405 : 501, "this method does not exist in CoAP"), "allow",
                                     std::string{forwarded_methods})};
}

Refusal unsupported_type(std::string_view name)
{
    std::string detail = "CoAP has no content format for this Content-Type";
    // The default of curl -d, which no node reads.
    if (name == "application/x-www-form-urlencoded")
        detail += ": send application/json, or a format that the resource accepts";
    return problem(415, detail);
}

Refusal read_content_type(const HttpFields& fields, OutgoingRequest& coap)
{
    const auto count = count_of(fields, "content-type");
    if (count == 0) return std::nullopt;  // the node guesses the format, as for a CoAP client
    if (count > 1) return problem(400, "the request has more than one Content-Type");
    const auto type = parse_media_type(*find_field(fields, "content-type"));
    if (!type) return problem(400, "the Content-Type is not a media type");
    coap.content_format = content_format_of(*type);
    return coap.content_format ? std::nullopt : unsupported_type(type->name);
}

Refusal read_body(const HttpRequest& request, const MethodRow& method, OutgoingRequest& coap)
{
    if (find_field(request.fields, "content-range") != nullptr)
        return problem(400, "a partial body (Content-Range) is not supported: send the whole body");
    if (request.body.empty()) return std::nullopt;
    if (!method.takes_body) return problem(400, "a " + std::string{method.name} + " request must not have a body");
    const auto coding = joined_field(request.fields, "content-encoding");
    if (coding && in_lower_case(*coding) != "identity") {
        return with_field(problem(415, "a compressed body is not supported: send it uncompressed"), "accept-encoding",
                          "identity");
    }
    coap.payload = request.body;
    return read_content_type(request.fields, coap);
}

/// The change happens in any case, so its answer is in the node's default format.
Refusal read_accept(const HttpFields& fields, std::span<const std::uint16_t> offered, OutgoingRequest& coap)
{
    const auto format = choose_format(Accept{fields}, offered);
    if (format) {
        coap.accept = *format;
        return std::nullopt;
    }
    return coap.method == Method::get ? Refusal{problem(406, format.error().message)} : std::nullopt;
}

Refusal read_if_match(const HttpFields& fields, ForwardedRequest& forwarded)
{
    const auto text = joined_field(fields, "if-match");
    if (!text) return std::nullopt;
    auto tags = parse_entity_tags(*text, TagComparison::strong);
    if (!tags) return problem(400, "If-Match is not a list of entity tags");
    if (tags->is_cut_short) {
        return problem(400, "If-Match has more than " + std::to_string(most_entity_tags) + " entity tags");
    }
    if (!tags->is_any && tags->ours.empty())
        return problem(412, "the resource never had any of the entity tags in If-Match");
    if (forwarded.facts.is_read()) {
        forwarded.facts.if_match = std::move(tags);
    } else {
        forwarded.coap.if_match = tags->is_any ? std::vector<Bytes>{Bytes{}} : std::move(tags->ours);
    }
    return std::nullopt;
}

Refusal read_if_none_match(const HttpFields& fields, ForwardedRequest& forwarded)
{
    const auto text = joined_field(fields, "if-none-match");
    if (!text) return std::nullopt;
    auto tags = parse_entity_tags(*text, TagComparison::weak);
    if (forwarded.facts.is_read()) {
        if (tags) forwarded.coap.etags = tags->ours;
        forwarded.facts.if_none_match = std::move(tags);
        return std::nullopt;
    }
    if (!tags || !tags->is_any) {
        return problem(400, "a change may have only If-None-Match: *, because CoAP has nothing else: use If-Match");
    }
    forwarded.coap.if_none_match = true;
    return std::nullopt;
}

bool has_client_option(const OutgoingRequest& coap)
{
    return !coap.query.empty() || coap.accept || !coap.if_match.empty() || coap.if_none_match;
}

bool is_wish(const HttpField& field)
{
    constexpr auto names =
        std::to_array<std::string_view>({"cache-control", "pragma", "if-match", "if-none-match", "content-range"});
    if (field.name == "accept") return field.value != "*/*";
    return std::ranges::find(names, field.name) != names.end();
}

}  // namespace

bool has_token(const HttpFields& fields)
{
    return find_field(fields, "authorization") != nullptr || find_field(fields, "x-coapnode-token") != nullptr;
}

bool is_plain_read(const HttpRequest& request)
{
    return request.is_get_or_head() && request.body.empty() &&
           std::ranges::none_of(request.fields, [](const HttpField& field) { return is_wish(field); });
}

OrProblem<ForwardedRequest> to_coap(const HttpRequest& request, NodeTarget target,
                                    std::span<const std::uint16_t> offered)
{
    const auto method = row_of_method(request.method);
    if (!method) return tl::unexpected{method.error()};
    ForwardedRequest forwarded;
    forwarded.facts = {.device = std::move(target.device),
                       .path = target.path,
                       .method = method->method,
                       .is_private = has_token(request.fields)};
    auto& coap = forwarded.coap;
    coap.method = method->method;
    coap.path = std::move(target.path);
    coap.query = std::move(target.query);

    auto refusal = read_body(request, *method, coap);
    if (!refusal) refusal = read_if_match(request.fields, forwarded);
    if (!refusal) refusal = read_if_none_match(request.fields, forwarded);
    if (!refusal) refusal = read_accept(request.fields, offered, coap);
    if (refusal) return tl::unexpected{std::move(*refusal)};
    forwarded.facts.has_client_option = has_client_option(coap);
    forwarded.oldest = oldest_wanted(request.fields);
    return forwarded;
}

}  // namespace coapnode
