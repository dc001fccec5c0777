// SPDX-License-Identifier: MIT
// The HTTP server behind nginx: answers each request with the same body, on connections that stay open.
//
//   bench_origin PORT BODY
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

constexpr int most_waiting = 128;

int listen_at(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_port = htons(port);
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool is_bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0;
    return is_bound && ::listen(socket, most_waiting) == 0 ? socket : -1;
}

void watch(int epoll, int socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

/// A GET of nginx is one segment: its head is there whole or not at all.
void answer(int client, std::string_view response)
{
    std::array<char, 4096> head{};
    const bool is_open = ::recv(client, head.data(), head.size(), 0) > 0;
    if (!is_open || ::send(client, response.data(), response.size(), MSG_NOSIGNAL) < 0) ::close(client);
}

void serve(int listener, std::string_view response)
{
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, listener);
    std::array<epoll_event, most_waiting> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), most_waiting, -1);
        for (int i = 0; i < count; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            if (socket == listener) {
                watch(epoll, ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
            } else {
                answer(socket, response);
            }
        }
    }
}

}  // namespace

int main(int count, char** words)
{
    const int listener = count == 3 ? listen_at(static_cast<std::uint16_t>(std::stoul(words[1]))) : -1;
    if (listener < 0) {
        std::fprintf(stderr, "bench_origin: PORT BODY; the port must be free\n");
        return 1;
    }
    const std::string body{words[2]};
    serve(listener, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
}
