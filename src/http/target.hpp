// SPDX-License-Identifier: MIT
/// The request target (RFC 9112 section 3.2), split before anything is decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coapnode::http {

struct Target {
    std::string path;                      ///< raw; "*" of OPTIONS *
    std::string query;                     ///< raw, without its question mark
    std::optional<std::string> authority;  ///< of "http://AUTHORITY/path": it replaces Host (RFC 9112 section 3.2.2)

    bool operator==(const Target&) const = default;
};

/// nullopt: answer 400. "host:port" of CONNECT is not accepted, because the server is not such a proxy.
std::optional<Target> split_target(std::string_view method, std::string_view raw);

/// Whether the value is a valid Host (RFC 9110 section 7.2): a name or address with or without a port, or empty.
bool is_authority(std::string_view text);

}  // namespace coapnode::http
