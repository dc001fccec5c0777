// SPDX-License-Identifier: MIT
/// The token of a request: Authorization: Bearer TOKEN, or X-Coapnode-Token: TOKEN when a proxy uses the former itself.
#pragma once

#include "gateway/access/pairing.hpp"
#include "gateway/access/token_table.hpp"
#include "gateway/mapping/problem.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// The caller and its role.
struct Caller {
    Role role = Role::none;
    std::optional<std::string> name{};  ///< of its token; nullopt: it sent none

    bool operator==(const Caller&) const = default;
};

/// nullopt when there is none; another scheme, such as a proxy's Basic, is ignored. Errors: 400 for two different
/// tokens or a repeated field.
OrProblem<std::optional<std::string>> token_of(const HttpFields& fields);

/// `paired`: tokens from pairing codes; nullptr when there are none. Errors: those of token_of(); 401 for an unknown
/// token, whatever the request.
OrProblem<Caller> caller_of(const HttpFields& fields, const TokenTable& tokens, Role anonymous,
                            Pairing* paired = nullptr);

/// 401 with WWW-Authenticate. `error` as in RFC 6750 section 3.1; empty when no token was sent.
HttpResponse unauthorized(std::string_view detail, std::string_view error = "");

}  // namespace coapnode
