// SPDX-License-Identifier: MIT
/// The URIs of the file: those of nodes, and that of a resource directory. The scheme must stand there.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/uri/coap_uri.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view node_uri_form = "a URI such as coaps://192.0.2.7 or coap://node.local:5683";
inline constexpr std::string_view lookup_uri_form = "a URI such as coap://192.0.2.1 or coap://rd.example/rd-lookup";

/// Scheme, host and port of one machine. Errors: bad_value.
Result<CoapUri> parse_node_uri(std::string_view text);

/// coap:// alone; it may have a path. Errors: bad_value.
Result<CoapUri> parse_lookup_uri(std::string_view text);

/// Regular expressions of ECMA 262, for editors.
std::string node_uri_pattern();
std::string lookup_uri_pattern();

}  // namespace coapnode
