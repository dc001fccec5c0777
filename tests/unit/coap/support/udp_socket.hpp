// SPDX-License-Identifier: MIT
/// A plain UDP socket on loopback, as another program's or a client's.
#pragma once

#include "coap/wire/listen_address.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/core/bytes.hpp"

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace coapnode {

/// Bound to a port that the kernel chose, unless one is given.
class UdpSocket {
public:
    explicit UdpSocket(const std::string& host = "127.0.0.1", std::uint16_t port = 0)
        : local_{to_coap_address({host, port}).value()}
    {
        fd_ = ::socket(local_.addr.sa.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (port != 0) share_address();
        if (fd_ < 0 || ::bind(fd_, &local_.addr.sa, local_.size) != 0) throw std::runtime_error{"no socket on " + host};
        share_address();
        ::getsockname(fd_, &local_.addr.sa, &local_.size);
    }
    ~UdpSocket() { ::close(fd_); }
    UdpSocket(const UdpSocket&) = delete;
    UdpSocket& operator=(const UdpSocket&) = delete;

    [[nodiscard]] int fd() const { return fd_; }
    [[nodiscard]] std::uint16_t port() const { return coap_address_get_port(&local_); }

    void send(const Listen& to, ByteView datagram) const
    {
        const auto address = to_coap_address(to).value();
        const auto sent = ::sendto(fd_, datagram.data(), datagram.size(), 0, &address.addr.sa, address.size);
        REQUIRE(sent == static_cast<ssize_t>(datagram.size()));
    }

    /// Before other sockets of its port it gets what comes from there.
    void connect(const Listen& to) const
    {
        const auto address = to_coap_address(to).value();
        REQUIRE(::connect(fd_, &address.addr.sa, address.size) == 0);
    }

    /// Of what came last.
    [[nodiscard]] std::uint16_t sender_port() const { return sender_port_; }

    /// nullopt when nothing comes for `patience` milliseconds.
    [[nodiscard]] std::optional<Bytes> receive(int patience = 0) const
    {
        pollfd waiting{fd_, POLLIN, 0};
        if (::poll(&waiting, 1, patience) <= 0) return std::nullopt;
        Bytes datagram(2048);
        sockaddr_storage sender{};
        socklen_t size = sizeof sender;
        auto* const from = reinterpret_cast<sockaddr*>(&sender);
        const auto length = ::recvfrom(fd_, datagram.data(), datagram.size(), 0, from, &size);
        if (length < 0) return std::nullopt;
        datagram.resize(static_cast<std::size_t>(length));
        sender_port_ = peer_of(*from).port;
        return datagram;
    }

private:
    /// Lets another socket be bound to the same port. Of two that both say so before they are bound, the kernel may
    /// choose the same port for the second.
    void share_address() const
    {
        const int on = 1;
        ::setsockopt(fd_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    }

    coap_address_t local_;
    mutable std::uint16_t sender_port_ = 0;
    int fd_ = -1;
};

/// Containers may have no ::1.
inline bool has_ipv6()
{
    return bind_state({"::1", 0}) == BindState::free;
}

/// A port that was free a moment ago, on IPv4 and, if there is one, IPv6.
inline std::uint16_t free_port()
{
    return UdpSocket{has_ipv6() ? "::" : "0.0.0.0"}.port();
}

}  // namespace coapnode
