// SPDX-License-Identifier: MIT
/// Reads datagrams for libcoap, several in one system call. So each one is seen before libcoap handles it, and an empty
/// socket costs no further call.
///
/// libcoap reads the socket of an endpoint with recvmsg() and calls it by name. So a function of this name in the
/// program replaces it, as in parse_hook.hpp: it gives libcoap the datagram whose turn it is. If libcoap read in
/// another way, it would find nothing; the server's tests would show it.
#pragma once

#include "coap/wire/datagram.hpp"

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode {

class Inbox {
public:
    /// Datagrams that are read at once.
    static constexpr std::size_t capacity = 8;
    /// Longer ones are cut. It is more than libcoap takes (COAP_RXBUFFER_SIZE).
    static constexpr std::size_t longest = 1536;

    Inbox();

    /// Reads what waits in `socket`, and forgets what was read before. Returns how many datagrams there are.
    std::size_t fill(int socket);
    [[nodiscard]] ReceivedDatagram at(std::size_t index) const;

    /// For its lifetime a read from the socket finds the datagram at `index`, once.
    class Turn {
    public:
        Turn(const Inbox& inbox, std::size_t index);
        ~Turn();
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
    };

    /// Whether a datagram of an endpoint has its turn; a client's sockets are read without one.
    [[nodiscard]] static bool has_turn();

    /// As recvmsg(2) of the socket whose datagram has its turn; used by the function that replaces it.
    static ssize_t receive(int socket, msghdr& message, int flags);

private:
    /// IP_PKTINFO or IPV6_PKTINFO: the address that the datagram was sent to.
    static constexpr std::size_t control_size = 64;

    struct Slot {
        std::array<std::uint8_t, longest> bytes;
        alignas(cmsghdr) std::array<std::uint8_t, control_size> control;
        sockaddr_storage sender;
        iovec piece;
    };

    void prepare(std::size_t index);
    ssize_t copy(std::size_t index, msghdr& message) const;

    int socket_ = -1;
    std::size_t used_ = capacity;  ///< slots that must be prepared for the next reading
    std::array<Slot, capacity> slots_;
    std::array<mmsghdr, capacity> headers_{};
};

}  // namespace coapnode
