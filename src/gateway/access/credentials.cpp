// SPDX-License-Identifier: MIT
#include "gateway/access/credentials.hpp"

#include "coapnode/core/ascii.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view bearer = "bearer";

/// The token of "Bearer TOKEN" (any case); nullopt for another scheme.
std::optional<std::string> bearer_token(std::string_view value)
{
    value = without_blanks(value);
    const auto scheme = value.substr(0, value.find_first_of(" \t"));
    if (in_lower_case(scheme) != bearer) return std::nullopt;
    return std::string{without_blanks(value.substr(scheme.size()))};
}

std::vector<std::string> bearer_tokens(const HttpFields& fields)
{
    std::vector<std::string> tokens;
    for (const auto& field : fields) {
        auto token = field.name == "authorization" ? bearer_token(field.value) : std::nullopt;
        if (token) tokens.push_back(std::move(*token));
    }
    return tokens;
}

}  // namespace

OrProblem<std::optional<std::string>> token_of(const HttpFields& fields)
{
    auto tokens = bearer_tokens(fields);
    const auto own_fields = count_of(fields, "x-coapnode-token");
    if (tokens.size() > 1 || own_fields > 1) return refuse(400, "the request has more than one token");
    if (own_fields == 1) tokens.emplace_back(without_blanks(*find_field(fields, "x-coapnode-token")));
    if (tokens.size() == 2 && tokens.front() != tokens.back()) {
        return refuse(400, "Authorization and X-Coapnode-Token have different tokens");
    }
    return tokens.empty() ? std::nullopt : std::optional{std::move(tokens.front())};
}

OrProblem<Caller> caller_of(const HttpFields& fields, const TokenTable& tokens, Role anonymous, Pairing* paired)
{
    const auto token = token_of(fields);
    if (!token) return tl::unexpected{token.error()};
    if (!*token) return Caller{anonymous};
    const auto* holder = tokens.find(**token);
    if (holder == nullptr && paired != nullptr) holder = paired->find(**token);
    if (holder == nullptr) return tl::unexpected{unauthorized("this token is unknown", "invalid_token")};
    return Caller{holder->role, holder->name};
}

HttpResponse unauthorized(std::string_view detail, std::string_view error)
{
    std::string challenge = "Bearer realm=\"coapnode\"";
    if (!error.empty()) challenge.append(", error=\"").append(error).append("\"");
    return with_field(problem(401, detail), "www-authenticate", std::move(challenge));
}

}  // namespace coapnode
