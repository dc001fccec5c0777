// SPDX-License-Identifier: MIT
#include "coap/empty_peek.hpp"

#include "coap/sessions.hpp"
#include "coap/watched.hpp"
#include "coapnode/core/bytes.hpp"

#include <sys/socket.h>

#include <array>

namespace coapnode {

namespace {

/// The first byte (RFC 7252 section 3): version 1, the type, no token.
constexpr std::uint8_t acknowledgement_head = 0x60;
constexpr std::uint8_t reset_head = 0x70;

}  // namespace

std::optional<EmptyMessage> EmptyPeek::look(const epoll_event& ready)
{
    std::array<std::uint8_t, 4> head{};
    sockaddr_storage sender{};
    socklen_t length = sizeof sender;
    auto* const address = reinterpret_cast<sockaddr*>(&sender);
    const auto size =
        ::recvfrom(socket_of(ready), head.data(), head.size(), MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT, address, &length);
    // The code of an empty message, and nothing behind the message ID.
    if (size != static_cast<ssize_t>(head.size()) || head[1] != 0) return std::nullopt;
    if (head[0] != acknowledgement_head && head[0] != reset_head) return std::nullopt;
    const auto type = head[0] == reset_head ? EmptyMessage::Type::reset : EmptyMessage::Type::acknowledgement;
    return EmptyMessage{type, peer_of(*address), big_endian_16(head[2], head[3])};
}

int EmptyPeek::socket_of(const epoll_event& ready)
{
    const std::uint64_t key = ready.data.u64;  // epoll_event is packed: nothing may refer into it
    const auto known = sockets_.find(key);
    if (known != sockets_.end()) return known->second;
    sockets_ = watched_by(epoll_fd_);
    return sockets_.try_emplace(key, -1).first->second;
}

}  // namespace coapnode
