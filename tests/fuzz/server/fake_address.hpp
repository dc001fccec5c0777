// SPDX-License-Identifier: MIT
/// The addresses of the fake network are IPv6, as the kernel maps IPv4; a socket names them in its own family.
#pragma once

#include "server/fake_network.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace coapnode {

inline sockaddr_in6 as_ipv6(const void* address)
{
    sockaddr_in6 result{};
    if (static_cast<const sockaddr*>(address)->sa_family == AF_INET6) {
        std::memcpy(&result, address, sizeof result);
        return result;
    }
    sockaddr_in ipv4{};
    std::memcpy(&ipv4, address, sizeof ipv4);
    result.sin6_family = AF_INET6;
    result.sin6_port = ipv4.sin_port;
    result.sin6_addr.s6_addr[10] = result.sin6_addr.s6_addr[11] = 0xff;
    std::memcpy(&result.sin6_addr.s6_addr[12], &ipv4.sin_addr, sizeof ipv4.sin_addr);
    return result;
}

/// As a socket of its family names it.
inline void put_address(const FakeSocket& socket, const sockaddr_in6& address, void* into, socklen_t& size)
{
    if (socket.family == AF_INET6) {
        size = std::min<socklen_t>(size, sizeof address);
        std::memcpy(into, &address, size);
        return;
    }
    sockaddr_in ipv4{};
    ipv4.sin_family = AF_INET;
    ipv4.sin_port = address.sin6_port;
    std::memcpy(&ipv4.sin_addr, &address.sin6_addr.s6_addr[12], sizeof ipv4.sin_addr);
    size = std::min<socklen_t>(size, sizeof ipv4);
    std::memcpy(into, &ipv4, size);
}

}  // namespace coapnode
