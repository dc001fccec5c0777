// SPDX-License-Identifier: MIT
/// Converts addresses of the configuration and of clients to and from socket addresses.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"

#include <sys/socket.h>
#include <string>

namespace coapnode::http {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);

    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// Errors: cannot_listen, when the host is not a numeric address or its interface is missing.
Result<SocketAddress> to_socket_address(const Listen& listen);

/// The address that `fd` is bound to.
SocketAddress bound_address(int fd);

Peer to_peer(const SocketAddress& address);

std::uint16_t port_of(const SocketAddress& address);

Failure cannot_listen(const Listen& listen, const std::string& cause);

}  // namespace coapnode::http
