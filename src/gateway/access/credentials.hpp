// SPDX-License-Identifier: MIT
/// The token of a request: Authorization: Bearer TOKEN, or X-Coapnode-Token: TOKEN where a proxy wants the former for
/// itself.
#pragma once

#include "gateway/access/pairing.hpp"
#include "gateway/access/token_table.hpp"
#include "gateway/mapping/problem.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// Who asks, and what it may do.
struct Caller {
    Role role = Role::none;
    std::optional<std::string> name{};  ///< of its token; nullopt: it sent none

    bool operator==(const Caller&) const = default;
};

/// nullopt: none; another scheme, such as a proxy's Basic, counts as none. Errors: 400 for two tokens that differ, or
/// one field twice.
OrProblem<std::optional<std::string>> token_of(const HttpFields& fields);

/// `paired`: those with a token of a pairing code; nullptr: there are none. Errors: those of token_of(); 401 for a
/// token that nobody has, whatever it is sent for.
OrProblem<Caller> caller_of(const HttpFields& fields, const TokenTable& tokens, Role anonymous,
                            Pairing* paired = nullptr);

/// 401 with WWW-Authenticate. `error` as in RFC 6750 section 3.1; empty where no token was sent.
HttpResponse unauthorized(std::string_view detail, std::string_view error = "");

}  // namespace coapnode
