// SPDX-License-Identifier: MIT
#include "gateway/pair_route.hpp"

#include "coapnode/core/role.hpp"
#include "gateway/access/client_of.hpp"
#include "gateway/mapping/media_type.hpp"
#include "show/document.hpp"
#include "show/json_object.hpp"

#include <optional>
#include <string>
#include <utility>

namespace coapnode {

namespace {

bool is_json(const HttpRequest& request)
{
    const auto* const type = find_field(request.fields, "content-type");
    const auto media = type == nullptr ? std::nullopt : parse_media_type(*type);
    return media && media->name == "application/json";
}

std::optional<std::string> code_in(const HttpRequest& request)
{
    const auto document = read_json_document(as_text(request.body));
    if (!document || document->root().kind() != Document::Kind::object) return std::nullopt;
    const auto code = document->root().member("code");
    if (!code || code->kind() != Document::Kind::text) return std::nullopt;
    return std::string{code->text()};
}

HttpResponse response_with(const NewToken& made)
{
    JsonObject json;
    json.text("token", made.token);
    json.text("name", made.name);
    json.text("role", role_name(made.role));
    HttpResponse response;
    response.fields = {{"content-type", "application/json"}, {"cache-control", "no-store"}, no_sniffing()};
    response.body = std::make_shared<const Bytes>(to_bytes(std::move(json).whole()));
    return response;
}

}  // namespace

HttpResponse answer_to_pair(const HttpRequest& request, const AccessRules& rules, Pairing& pairing)
{
    if (!is_pairing(request)) {
        return with_field(problem(405, "send the pairing code with POST"), "allow", "POST, OPTIONS");
    }
    if (!is_json(request)) return problem(415, "send the pairing code as application/json");
    const auto code = code_in(request);
    if (!code) return problem(400, R"(the body must be {"code":"..."})");
    const auto made = pairing.exchange(*code, client_of(request, rules.trusted_proxies).address, rules.tokens);
    return made ? response_with(*made) : made.error();
}

}  // namespace coapnode
