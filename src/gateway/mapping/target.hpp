// SPDX-License-Identifier: MIT
/// From "/devices/NAME/leds/led?k=v" to the node's name and the options of its request (RFC 8075 section 5).
#pragma once

#include "gateway/mapping/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::string_view devices_path = "/devices/";

struct NodeTarget {
    std::string device{};              ///< decoded
    bool names_resource = false;       ///< there is a slash behind the name: false for the node as a whole
    std::vector<std::string> path{};   ///< Uri-Path
    std::vector<std::string> query{};  ///< Uri-Query

    bool operator==(const NodeTarget&) const = default;
};

/// `path` and `query` are raw and `path` begins with devices_path. Each part is decoded once, after it was split, so
/// "%2F" stays in its segment; "+" is not a space. Refused with 400: a % without two hex digits, a segment "." or ".."
/// after decoding, NUL, invalid UTF-8, parts over 255 bytes; with 414: more than max_uri_size in all.
OrProblem<NodeTarget> parse_target(std::string_view path, std::string_view query);

}  // namespace coapnode
