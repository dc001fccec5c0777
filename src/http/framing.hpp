// SPDX-License-Identifier: MIT
/// Checks that all parties agree on the end of a request (RFC 9112 sections 5, 6 and 11.2). If a proxy sees another end
/// than this server, a client can hide a request in the body of another one (request smuggling).
///
/// Host is needed with HTTP/1.0, too, which RFC 9112 section 3.2 does not ask for: its name is the protection from DNS
/// rebinding.
///
/// libmicrohttpd 0.9.75 accepts nearly anything; 1.0.1 still accepts two Content-Length and two Host fields.
#pragma once

#include "coapnode/http/message.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode::http {

/// How the end of the body is found; at most one of the two is set.
struct BodyFraming {
    bool is_chunked = false;
    std::optional<std::uint64_t> length{};  ///< Content-Length; a larger value becomes the largest number

    bool operator==(const BodyFraming&) const = default;
};

/// Digits only, and at least one.
bool is_number(std::string_view text);
/// nullopt: more than 64 bits.
std::optional<std::uint64_t> read_number(std::string_view digits);

/// The mistake in the fields as a sentence for the client; nullptr when there is none. `fields`: as received, names in
/// lower case. `version`: such as "HTTP/1.1".
const char* framing_mistake(const HttpFields& fields, std::string_view version);

/// For fields without a mistake.
BodyFraming body_framing(const HttpFields& fields);

}  // namespace coapnode::http
