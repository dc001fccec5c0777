// SPDX-License-Identifier: MIT
/// Resets that libcoap before 4.3.2 tells nobody of: those of messages that were not confirmable, which cancel an
/// observation (RFC 7641 section 3.6). Looks at the datagram that libcoap is about to read, and leaves it there.
#pragma once

#include <coap3/coap.h>
#include <sys/epoll.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace coapnode {

/// A peer rejected the message that it was sent under this ID.
struct Reset {
    std::string peer;  ///< as peer_of() names it
    std::uint16_t message_id{};
};

class ResetPeek {
public:
    /// Newer ones tell by their nack handler.
    static constexpr bool is_needed = LIBCOAP_VERSION < 4'003'002U;

    /// Of a context that has endpoints of plain UDP alone.
    explicit ResetPeek(int epoll_fd) : epoll_fd_{epoll_fd} {}

    /// The reset that waits at the socket which `ready` is about, where it is one.
    std::optional<Reset> look(const epoll_event& ready);

    /// The context's sockets are others now.
    void forget_sockets() { sockets_.clear(); }

private:
    [[nodiscard]] int socket_of(const epoll_event& ready);

    int epoll_fd_;
    std::map<std::uint64_t, int> sockets_;  ///< by what libcoap has put into their events
};

}  // namespace coapnode
