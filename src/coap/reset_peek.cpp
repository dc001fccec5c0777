// SPDX-License-Identifier: MIT
#include "coap/reset_peek.hpp"

#include "coap/sessions.hpp"
#include "coapnode/core/bytes.hpp"

#include <sys/socket.h>

#include <array>
#include <fstream>

namespace coapnode {

namespace {

/// libcoap hides its sockets; the kernel tells which descriptors an epoll descriptor watches, and with which data
/// (proc_pid_fdinfo(5)): "tfd:        5 events:       19 data:     55d0c8a0  pos:0 ino:9 sdev:8".
std::map<std::uint64_t, int> watched_by(int epoll_fd)
{
    std::map<std::uint64_t, int> watched;
    std::ifstream info{"/proc/self/fdinfo/" + std::to_string(epoll_fd)};
    for (std::string word; info >> word;) {
        if (word != "tfd:") continue;
        int fd = -1;
        std::uint64_t data = 0;
        std::string events;
        if (info >> fd >> word >> events >> word >> std::hex >> data >> std::dec) watched.emplace(data, fd);
    }
    return watched;
}

}  // namespace

std::optional<Reset> ResetPeek::look(const epoll_event& ready)
{
    std::array<std::uint8_t, 4> head{};
    sockaddr_storage sender{};
    socklen_t length = sizeof sender;
    auto* const address = reinterpret_cast<sockaddr*>(&sender);
    const auto size =
        ::recvfrom(socket_of(ready), head.data(), head.size(), MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT, address, &length);
    // RFC 7252 section 3: version 1, type RST, no token; the code of an empty message; nothing behind the message ID.
    if (size != static_cast<ssize_t>(head.size()) || head[0] != 0x70 || head[1] != 0) return std::nullopt;
    return Reset{peer_of(*address), big_endian_16(head[2], head[3])};
}

int ResetPeek::socket_of(const epoll_event& ready)
{
    const auto known = sockets_.find(ready.data.u64);
    if (known != sockets_.end()) return known->second;
    sockets_ = watched_by(epoll_fd_);
    return sockets_.try_emplace(ready.data.u64, -1).first->second;
}

}  // namespace coapnode
