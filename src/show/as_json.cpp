// SPDX-License-Identifier: MIT
#include "show/as_json.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/core/utf8.hpp"
#include "coapnode/rest/registries.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "show/body.hpp"
#include "show/json_object.hpp"
#include "show/visible.hpp"
#include "show/write_document.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coapnode {

namespace {

constexpr auto reasons = std::to_array<std::pair<Errc, std::string_view>>({
    {Errc::bad_uri, "bad_uri"},
    {Errc::unknown_name, "unknown_name"},
    {Errc::no_route, "no_route"},
    {Errc::unreachable, "unreachable"},
    {Errc::silent, "silent"},
    {Errc::late, "late"},
    {Errc::key_refused, "key_refused"},
    {Errc::session_lost, "session_lost"},
    {Errc::outcome_unknown, "outcome_unknown"},
    {Errc::rejected, "rejected"},
    {Errc::refused, "refused"},
    {Errc::bad_answer, "bad_answer"},
    {Errc::access_denied, "access_denied"},
    {Errc::too_large, "too_large"},
    {Errc::busy, "busy"},
});

std::string links_json(const ReadLinks& read)
{
    std::string list{'['};
    for (const auto& link : read.links) {
        JsonObject object;
        object.text("href", link.target);
        for (const auto& [name, value] : link.attributes)
            value ? object.text(name, *value) : object.raw(name, "true");
        list += (list.size() > 1 ? "," : "") + std::move(object).whole();
    }
    return list + ']';
}

std::string document_json(const Document& document)
{
    std::string out;
    append_json(out, document.root());
    return out;
}

/// Adds payload or payload_hex.
struct PayloadTo {
    JsonObject& object;

    void operator()(const TextBody& body) const
    {
        if (is_utf8(body.text)) return object.text("payload", body.text);
        (*this)(OctetsBody{as_bytes(body.text)});
    }
    void operator()(const DocumentBody& body) const { object.raw("payload", document_json(body.document)); }
    void operator()(const SenmlBody& body) const { object.raw("payload", document_json(body.pack)); }
    void operator()(const ReadLinks& links) const { object.raw("payload", links_json(links)); }
    void operator()(const OctetsBody& body) const { object.text("payload_hex", to_hex(body.bytes)); }

    static bool is_utf8(std::string_view text)
    {
        while (!text.empty()) {
            const auto size = character_size(text);
            if (!size) return false;
            text.remove_prefix(*size);
        }
        return true;
    }
};

std::string options_json(const Arrival& arrival)
{
    const auto& response = arrival.response;
    JsonObject options;
    if (response.content_format) options.text("content_format", name_of_content_format(*response.content_format));
    if (response.etag) options.text("etag", to_hex(*response.etag));
    if (response.max_age) options.raw("max_age", std::to_string(*response.max_age));
    if (arrival.observe) options.raw("observe", std::to_string(*arrival.observe));
    if (!response.location_path.empty() || !response.location_query.empty())
        options.text("location", path_and_query(response.location_path, response.location_query));
    return std::move(options).whole();
}

}  // namespace

std::string as_json(const Arrival& arrival)
{
    const auto& response = arrival.response;
    JsonObject object;
    object.text("uri", arrival.uri);
    object.text("code", code_text(response.code));
    object.text("name", name_of_code(response.code));
    object.raw("options", options_json(arrival));
    if (!response.payload.empty()) std::visit(PayloadTo{object}, read_body(response.payload, response.content_format));
    object.text("time", to_rfc3339(arrival.received));
    object.text("sender", arrival.sender);
    return std::move(object).whole() + '\n';
}

std::string error_as_json(Errc reason, std::string_view message, std::string_view uri)
{
    JsonObject error;
    error.text("reason", reason_name(reason));
    error.text("message", message);
    JsonObject object;
    object.text("uri", uri);
    object.raw("error", std::move(error).whole());
    return std::move(object).whole() + '\n';
}

std::string node_as_json(const FoundNode& node)
{
    JsonObject object;
    object.text("sender", node.address);
    if (!node.name.empty()) object.text("name", node.name);
    if (!node.instance.empty()) object.text("instance", node.instance);
    object.raw("links", links_json(node.links));
    return std::move(object).whole() + '\n';
}

std::string_view reason_name(Errc code)
{
    const auto* const found = std::ranges::find(reasons, code, &std::pair<Errc, std::string_view>::first);
    return found != reasons.end() ? found->second : "failed";
}

}  // namespace coapnode
