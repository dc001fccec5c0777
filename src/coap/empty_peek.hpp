// SPDX-License-Identifier: MIT
/// What libcoap tells nobody of: that a message was acknowledged, and before 4.3.2 that one was rejected which was not
/// confirmable. Looks at the datagram that libcoap is about to read, and leaves it there.
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace coapnode {

/// An empty message about one that the peer was sent (RFC 7252 section 4).
struct EmptyMessage {
    enum class Type : std::uint8_t { acknowledgement, reset };

    Type type{};
    std::string peer;  ///< as peer_of() names it
    std::uint16_t message_id{};
};

class EmptyPeek {
public:
    /// Of a context that has endpoints of plain UDP alone.
    explicit EmptyPeek(int epoll_fd) : epoll_fd_{epoll_fd} {}

    /// The empty message that waits at the socket which `ready` is about, where it is one.
    std::optional<EmptyMessage> look(const epoll_event& ready);

    /// The context's sockets are others now.
    void forget_sockets() { sockets_.clear(); }

private:
    [[nodiscard]] int socket_of(const epoll_event& ready);

    int epoll_fd_;
    std::map<std::uint64_t, int> sockets_;  ///< by what libcoap has put into their events
};

}  // namespace coapnode
