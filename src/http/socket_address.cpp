// SPDX-License-Identifier: MIT
#include "http/socket_address.hpp"

#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/c_ptr.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <algorithm>
#include <cstring>

namespace coapnode::http {

namespace {

using AddressInfo = CPtr<addrinfo, &freeaddrinfo>;

/// The address as the type that its family says it is.
template <class Typed>
Typed as(const SocketAddress& address)
{
    Typed typed{};
    std::memcpy(&typed, &address.storage, sizeof typed);
    return typed;
}

}  // namespace

Result<SocketAddress> to_socket_address(const Listen& listen)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(listen.host.c_str(), std::to_string(listen.port).c_str(), &hints, &found) != 0) {
        return cannot_listen(listen, "this is not a numeric address, or this machine has no such interface");
    }
    const AddressInfo owned{found};
    SocketAddress address;
    address.size = found->ai_addrlen;
    std::memcpy(&address.storage, found->ai_addr, found->ai_addrlen);
    return address;
}

SocketAddress bound_address(int fd)
{
    SocketAddress address;
    ::getsockname(fd, address.get(), &address.size);
    return address;
}

Peer to_peer(const SocketAddress& address)
{
    Peer peer;
    peer.port = port_of(address);
    if (address.storage.ss_family == AF_INET) {
        const auto ipv4 = as<sockaddr_in>(address);
        peer.address = any_ipv4;
        std::memcpy(&peer.address[Peer::ipv4_at], &ipv4.sin_addr, sizeof ipv4.sin_addr);
        return peer;
    }
    const auto ipv6 = as<sockaddr_in6>(address);
    std::copy(std::begin(ipv6.sin6_addr.s6_addr), std::end(ipv6.sin6_addr.s6_addr), peer.address.begin());
    peer.scope = ipv6.sin6_scope_id;
    return peer;
}

std::uint16_t port_of(const SocketAddress& address)
{
    const bool is_plain_ipv4 = address.storage.ss_family == AF_INET;
    return ntohs(is_plain_ipv4 ? as<sockaddr_in>(address).sin_port : as<sockaddr_in6>(address).sin6_port);
}

Failure cannot_listen(const Listen& listen, const std::string& cause)
{
    return fail(Errc::cannot_listen, "cannot listen on " + to_text(listen) + ": " + cause);
}

}  // namespace coapnode::http
