// SPDX-License-Identifier: MIT
/// Errors of the gateway itself, as problem details (RFC 9457).
#pragma once

#include "coapnode/http/message.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coapnode {

/// A value, or the answer that refuses the request.
template <class T>
using OrProblem = tl::expected<T, HttpResponse>;

/// application/problem+json with type, title, status and detail: one sentence for people, without keys, tokens and
/// query values. It must not be cached.
HttpResponse problem(std::uint16_t status, std::string_view detail);

inline tl::unexpected<HttpResponse> refuse(std::uint16_t status, std::string_view detail)
{
    return tl::unexpected{problem(status, detail)};
}

/// Added to every answer: browsers must not guess the Content-Type.
inline HttpField no_sniffing()
{
    return {"x-content-type-options", "nosniff"};
}

HttpResponse with_field(HttpResponse response, std::string name, std::string value);

}  // namespace coapnode
