// SPDX-License-Identifier: MIT
/// Who a request is from, also behind a reverse proxy.
#pragma once

#include "coapnode/http/message.hpp"
#include "gateway/config/config.hpp"

#include <cstddef>
#include <span>

namespace coapnode {

/// Proxies behind each other that are looked through.
inline constexpr std::size_t most_proxies_in_a_row = 16;

struct HttpClient {
    Peer::Address address{};
    bool is_secure = false;   ///< it uses https
    bool is_proxied = false;  ///< the connection is from a trusted proxy, so limits per address do not count for it

    bool operator==(const HttpClient&) const = default;
};

/// X-Forwarded-For and X-Forwarded-Proto count only from a trusted proxy. The client is the rightmost address that is
/// none of them; where one before it cannot be read, it is the proxy itself.
HttpClient client_of(const HttpRequest& request, std::span<const AddressRange> trusted_proxies);

}  // namespace coapnode
