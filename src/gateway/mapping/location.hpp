// SPDX-License-Identifier: MIT
/// The location of a created resource as a path of the gateway.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// "/devices/NAME/a%20b?q" of Location-Path and Location-Query. nullopt: it would lead out of the node, by a segment
/// "." or "..", which Location-Path must not have (RFC 7252 section 5.10.7).
std::optional<std::string> location_below(std::string_view device, const std::vector<std::string>& path,
                                          const std::vector<std::string>& query);

}  // namespace coapnode
