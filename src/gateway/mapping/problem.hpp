// SPDX-License-Identifier: MIT
/// Errors of the gateway itself, as problem details (RFC 9457).
#pragma once

#include "coapnode/http/message.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coapnode {

/// A value, or the answer that says why there is none.
template <class T>
using OrProblem = tl::expected<T, HttpResponse>;

/// application/problem+json with type, title, status and detail: one sentence for people, without keys, tokens and
/// values of a query. Nobody may cache it.
HttpResponse problem(std::uint16_t status, std::string_view detail);

inline tl::unexpected<HttpResponse> refuse(std::uint16_t status, std::string_view detail)
{
    return tl::unexpected{problem(status, detail)};
}

/// Every answer has it: a browser takes the Content-Type as it is.
inline HttpField no_sniffing()
{
    return {"x-content-type-options", "nosniff"};
}

HttpResponse with_field(HttpResponse response, std::string name, std::string value);

}  // namespace coapnode
