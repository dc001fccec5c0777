// SPDX-License-Identifier: MIT
#include "http_link.hpp"

#include "link.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace bench {

namespace {

constexpr std::size_t most_at_once = 16'384;

int connect_to(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{patience_seconds, 0};
    const int yes = 1;
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0 ||
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) != 0 ||
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0)
        throw std::system_error{errno, std::generic_category(), "cannot connect"};
    return socket;
}

std::size_t length_of_body(std::string_view head)
{
    for (const std::string_view name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
        const auto found = head.find(name);
        if (found != std::string_view::npos) return std::stoul(std::string{head.substr(found + name.size(), 9)});
    }
    throw std::runtime_error{"the response has no Content-Length"};
}

}  // namespace

HttpLink::HttpLink(std::uint16_t port) : socket_{connect_to(port)}, buffer_(most_at_once, '\0') {}

HttpLink::~HttpLink()
{
    if (socket_ >= 0) ::close(socket_);
}

HttpLink::HttpLink(HttpLink&& other) noexcept
    : socket_{std::exchange(other.socket_, -1)}, buffer_{std::move(other.buffer_)}
{
}

void HttpLink::send(std::string_view text) const
{
    if (::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
        throw std::system_error{errno, std::generic_category(), "send"};
}

std::string_view HttpLink::receive_some()
{
    const auto size = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    if (size <= 0) throw std::runtime_error{"the server does not answer"};
    return {buffer_.data(), static_cast<std::size_t>(size)};
}

void HttpLink::receive()
{
    std::string text;
    auto end = std::string::npos;
    while (end == std::string::npos) {
        text += receive_some();
        end = text.find("\r\n\r\n");
    }
    if (!text.starts_with("HTTP/1.1 200 ")) throw std::runtime_error{"the response is no 200: " + text};
    const auto size = end + 4 + length_of_body(std::string_view{text}.substr(0, end));
    while (text.size() < size)
        text += receive_some();
}

std::string encode_get(std::string_view target, std::string_view fields)
{
    return "GET " + std::string{target} + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string{fields} + "\r\n";
}

std::string numbered(std::string text, std::size_t number)
{
    const auto digits = std::to_string(number);
    for (auto at = text.find("{}"); at != std::string::npos; at = text.find("{}", at + digits.size()))
        text.replace(at, 2, digits);
    return text;
}

}  // namespace bench
