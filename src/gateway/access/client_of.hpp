// SPDX-License-Identifier: MIT
/// Finds the client of a request, also behind a reverse proxy.
#pragma once

#include "coapnode/http/message.hpp"
#include "gateway/config/config.hpp"

#include <cstddef>
#include <span>

namespace coapnode {

/// Bound on chained proxies.
inline constexpr std::size_t most_proxies_in_a_row = 16;

struct HttpClient {
    Peer::Address address{};
    bool is_proxied = false;  ///< the connection is from a trusted proxy, so limits per address do not count for it

    bool operator==(const HttpClient&) const = default;
};

/// X-Forwarded-For is used only from a trusted proxy. The client is the rightmost address that
/// is not a trusted proxy. If an address cannot be read, the client is the proxy itself.
HttpClient client_of(const HttpRequest& request, std::span<const AddressRange> trusted_proxies);

}  // namespace coapnode
