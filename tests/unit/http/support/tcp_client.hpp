// SPDX-License-Identifier: MIT
/// A client's plain TCP socket on loopback: bytes out, bytes in, nothing understood.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "http/socket_address.hpp"

#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>

namespace coapnode {

class TcpClient {
public:
    explicit TcpClient(const Listen& server, int receive_buffer = 0)
    {
        auto address = http::to_socket_address(server).value();
        fd_ = FileDescriptor{::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        if (receive_buffer > 0) {
            ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        }
        const int at_once = 1;  // nothing waits for an acknowledgement
        ::setsockopt(fd_.get(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
        is_connected_ = ::connect(fd_.get(), address.get(), address.size) == 0;
    }

    [[nodiscard]] bool is_connected() const { return is_connected_; }
    [[nodiscard]] int fd() const { return fd_.get(); }

    /// Returns whether all of it went out; the server may have closed.
    bool send(std::string_view bytes) const
    {
        return ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) ==
               static_cast<ssize_t>(bytes.size());
    }

    /// What has arrived.
    std::string receive(std::size_t most = std::string::npos)
    {
        std::string received;
        std::array<char, 16384> piece{};
        while (received.size() < most) {
            const auto count =
                ::recv(fd_.get(), piece.data(), std::min(piece.size(), most - received.size()), MSG_DONTWAIT);
            if (count <= 0) {
                is_closed_ = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
                break;
            }
            received.append(piece.data(), static_cast<std::size_t>(count));
        }
        return received;
    }

    /// Whether the server has closed; call receive() before.
    [[nodiscard]] bool is_closed() const { return is_closed_; }

    void close() { fd_.reset(); }

private:
    FileDescriptor fd_;
    bool is_connected_ = false;
    bool is_closed_ = false;
};

}  // namespace coapnode
