// SPDX-License-Identifier: MIT
/// An HTTP request and response as values (RFC 9110), without sockets or connections. The adapter (src/http) creates
/// requests and sends responses; the gateway sees only these values.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/peer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct HttpField {
    std::string name;  ///< in lower case
    std::string value;

    bool operator==(const HttpField&) const = default;
};

using HttpFields = std::vector<HttpField>;

/// The value of the first field with this name (in lower case); nullptr when there is none.
[[nodiscard]] inline const std::string* find_field(const HttpFields& fields, std::string_view name)
{
    for (const auto& field : fields) {
        if (field.name == name) return &field.value;
    }
    return nullptr;
}

struct HttpRequest {
    std::string method;  ///< as it was sent: "GET"
    std::string path;    ///< raw, still percent-encoded: "/devices/pi/leds/a%2Fb"
    std::string query;   ///< raw, without its question mark
    HttpFields fields;   ///< in the order received; exactly one is Host
    Bytes body;
    Peer client;             ///< the address of the connection's other end
    bool is_secure = false;  ///< whether the connection uses TLS

    /// The answer to a HEAD is that to a GET, of which the adapter sends the head (RFC 9110 section 9.3.2).
    [[nodiscard]] bool is_get_or_head() const { return method == "GET" || method == "HEAD"; }
};

struct HttpResponse {
    std::uint16_t status = 200;
    HttpFields fields;  ///< without Content-Length, Date, Connection and Transfer-Encoding, which the adapter writes
    std::shared_ptr<const Bytes> body;  ///< may be shared with a cache; nullptr: none

    bool operator==(const HttpResponse&) const = default;
};

}  // namespace coapnode
