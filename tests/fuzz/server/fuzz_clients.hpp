// SPDX-License-Identifier: MIT
/// The two clients: what they have sent, what they were sent, and what must hold of it.
#pragma once

#include "coap/support/datagram.hpp"
#include "server/fuzz_node.hpp"

#include <netinet/in.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>

namespace coapnode {

struct FuzzClient {
    sockaddr_in6 address{};
    std::uint16_t last_id = 0;
    Bytes last_sent;
    std::deque<Datagram> received;  ///< the newest first
    std::set<std::uint16_t> sent;   ///< message IDs: nothing else can be acknowledged or rejected
};

class FuzzClients {
public:
    explicit FuzzClients(FuzzNode& node);

    [[nodiscard]] FuzzClient& operator[](std::size_t index) { return clients_[index]; }

    /// To which of the node's sockets, in the order of their contexts, they send from now on.
    void send_to(std::size_t socket) { socket_ = socket; }
    void send(FuzzClient& client, Bytes datagram);
    /// What has come since, each datagram checked.
    void take_replies();

private:
    FuzzClient* owner_of(const sockaddr_in6& address);

    FuzzNode& node_;
    std::array<FuzzClient, 2> clients_;
    std::size_t socket_ = 0;
};

}  // namespace coapnode
