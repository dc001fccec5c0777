// SPDX-License-Identifier: MIT
/// Names that the gateway answers to (hosts:), and pages that may read it (origins:).
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view host_name_form = "a name such as gateway.example, without http:// and without a port";
inline constexpr std::string_view origin_form = "an origin such as https://panel.example or http://panel.example:8080";

/// A name of the DNS (RFC 1123 section 2.1; _ is let pass), in lower case, without a dot at its end. Errors: bad_value.
Result<std::string> parse_host_name(std::string_view text);

/// http or https, a name or an address, a port: as browsers write it in Origin (RFC 6454 section 6.1), in lower case
/// and without the scheme's own port. Errors: bad_value.
Result<std::string> parse_origin(std::string_view text);

/// Regular expressions of ECMA 262, for editors.
std::string host_name_pattern();
std::string origin_pattern();

}  // namespace coapnode
