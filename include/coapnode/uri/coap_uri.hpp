// SPDX-License-Identifier: MIT
/// CoAP URIs (RFC 7252 section 6): from text to the parts that a request needs, and back.
///
/// Shorter forms that people type are accepted. Without a scheme, the scheme is coap ("pi.local/temperature"), also
/// with port 5684. IPv6 addresses may omit the brackets ("fe80::1%eth0/temperature"). Characters beyond ASCII need no
/// percent-encoding.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::uint16_t default_coap_port = 5683;
inline constexpr std::uint16_t default_coaps_port = 5684;

inline constexpr std::size_t max_uri_size = 4096;        ///< bytes; the options of a request have no room for more
inline constexpr std::size_t max_host_size = 253;        ///< characters of a DNS name (RFC 1035 section 2.3.4, as text)
inline constexpr std::size_t max_zone_size = 15;         ///< characters of an interface name (IFNAMSIZ, net/if.h)
inline constexpr std::size_t max_uri_option_size = 255;  ///< bytes of Uri-Path and Uri-Query (RFC 7252 section 5.10)

struct CoapUri {
    bool is_secure = false;  ///< whether the scheme is coaps
    /// A name in lower case, decoded; or an IP address in its canonical form (RFC 5952), without brackets and zone.
    std::string host;
    std::string zone;  ///< the interface of an IPv6 address (RFC 6874), decoded
    std::uint16_t port = default_coap_port;
    std::vector<std::string> path;   ///< Uri-Path, decoded, without "." and ".."; "/a/" has an empty last one
    std::vector<std::string> query;  ///< Uri-Query, decoded; "?" alone is one empty item

    /// Whether the host is an IPv4 or IPv6 address.
    [[nodiscard]] bool is_literal() const;

    bool operator==(const CoapUri&) const = default;
};

/// Errors: bad_uri, with one sentence that says what to write.
Result<CoapUri> parse_coap_uri(std::string_view text);

/// One item of a query, with its percent-encodings decoded: "k=v". Errors: bad_uri.
Result<std::string> parse_query_item(std::string_view text);

/// The normal form, in ASCII, without the default port (RFC 7252 section 6.5): "coap://[fe80::1%25eth0]/a%20b?q".
std::string to_string(const CoapUri& uri);

/// "/a%20b?q", the last part of a URI. Also for Location-Path and Location-Query.
std::string path_and_query(const std::vector<std::string>& path, const std::vector<std::string>& query);

/// For messages, in ASCII: "pi.local:5683", "[fe80::1%eth0]:5683".
std::string host_and_port(const CoapUri& uri);

}  // namespace coapnode
