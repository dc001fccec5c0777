// SPDX-License-Identifier: MIT
/// Percent-encoding (RFC 3986 section 2.1).
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// Besides the unreserved characters, what may stand as it is in a host, a path segment and a query item. "&" separates
/// the items of a query.
inline constexpr std::string_view literal_in_host = "!$&'()*+,;=";
inline constexpr std::string_view literal_in_path = "!$&'()*+,;=:@";
inline constexpr std::string_view literal_in_query = "!$'()*+,;=:@/?";

/// Errors: bad_uri for a % without two hex digits.
Result<std::string> percent_decoded(std::string_view text);

/// The same bytes, all but unreserved characters and those of `literal` as % and hex digits.
std::string percent_encoded(std::string_view text, std::string_view literal);

/// In quotes, for a message: printable ASCII, cut where it is long.
std::string quoted(std::string_view text);

}  // namespace coapnode
