// SPDX-License-Identifier: MIT
/// Whether everybody between client and server sees the same end of a request (RFC 9112 sections 5, 6 and 11.2). If a
/// proxy sees another one than we, a client of it can hide a request of its own in the body of another one.
///
/// libmicrohttpd 0.9.75 takes nearly anything, 1.0.1 still two Content-Length and two Host.
#pragma once

#include "coapnode/http/message.hpp"

#include <cstdint>
#include <optional>

namespace coapnode::http {

/// How the end of the body is known; at most one of both.
struct BodyFraming {
    bool is_chunked = false;
    std::optional<std::uint64_t> length{};  ///< Content-Length; more than fits is the largest number

    bool operator==(const BodyFraming&) const = default;
};

/// What is wrong with the fields, as a sentence for the client; nullptr: nothing. `fields` as they came, names in lower
/// case; `version` as in "HTTP/1.1".
const char* framing_mistake(const HttpFields& fields, std::string_view version);

/// Of fields without a mistake.
BodyFraming body_framing(const HttpFields& fields);

}  // namespace coapnode::http
