// SPDX-License-Identifier: MIT
/// Stands between clients and a server, so that a test can put another server in its place, or silence.
#pragma once

#include "coap/support/udp_socket.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace coapnode {

class Relay {
public:
    [[nodiscard]] std::uint16_t port() const { return front_.port(); }

    /// Where datagrams go from now on; nullopt: nowhere. A server that was started again does not know the ports that
    /// another one has seen.
    void serve(std::optional<Listen> server)
    {
        server_ = std::move(server);
        backs_.clear();
    }

    /// Client datagrams that are lost before the next one is handed on.
    int losing = 0;
    int lost = 0;

    /// Hands on what waits on either side.
    void pump()
    {
        while (const auto datagram = front_.receive())
            to_server(front_.sender_port(), *datagram);
        for (const auto& [client, back] : backs_) {
            while (const auto datagram = back->receive())
                front_.send({"127.0.0.1", client}, *datagram);
        }
    }

private:
    void to_server(std::uint16_t client, const Bytes& datagram)
    {
        if (!server_ || lost < losing) {
            ++lost;
            return;
        }
        auto& back = backs_[client];
        if (!back) back = std::make_unique<UdpSocket>();
        back->send(*server_, datagram);
    }

    UdpSocket front_;
    std::optional<Listen> server_;
    std::map<std::uint16_t, std::unique_ptr<UdpSocket>> backs_;  ///< by the client's port
};

}  // namespace coapnode
