// SPDX-License-Identifier: MIT
/// Numeric IP addresses as a URI has them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Without zone and brackets, in the canonical form (RFC 5952); nullopt when it is not an IPv6 address.
std::optional<std::string> canonical_ipv6(std::string_view text);

/// Four numbers from 0 to 255.
bool is_ipv4_literal(const std::string& text);

/// Digits and dots alone: a resolver would take 1.2.3 and 1234 as addresses, though they are none to RFC 3986.
bool looks_like_ipv4(std::string_view text);

}  // namespace coapnode
