// SPDX-License-Identifier: MIT
#include "link.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace bench {

namespace {

class UdpLink final : public Link {
public:
    explicit UdpLink(std::uint16_t port) : socket_{open_socket(port)} {}
    ~UdpLink() override { ::close(socket_); }
    UdpLink(const UdpLink&) = delete;
    UdpLink& operator=(const UdpLink&) = delete;

    void send(const Message& message) override
    {
        if (::send(socket_, message.data(), message.size(), 0) < 0 && errno != ECONNREFUSED)
            throw std::system_error{errno, std::generic_category(), "send"};
    }

    Message receive() override
    {
        const auto size = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (size < 0) throw std::runtime_error{"the server does not answer"};
        return {buffer_.begin(), buffer_.begin() + size};
    }

private:
    int socket_;
    std::array<std::uint8_t, 2048> buffer_{};
};

}  // namespace

int open_socket(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{patience_seconds, 0};
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 ||
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0)
        throw std::system_error{errno, std::generic_category(), "cannot open a socket"};
    return socket;
}

LinkPtr open_udp(std::uint16_t port)
{
    return std::make_unique<UdpLink>(port);
}

}  // namespace bench
