// SPDX-License-Identifier: MIT
/// What libcoap tells nobody of, read from the datagram that it is about to read; the datagram stays where it is.
///
/// - Plain CoAP: that a message was acknowledged, and before 4.3.2 that one was rejected which was not confirmable.
/// - DTLS: that a peer which has a session begins a new handshake.
#pragma once

#include "coapnode/core/peer.hpp"

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

/// An empty message about one that the peer was sent (RFC 7252 section 4).
struct EmptyMessage {
    enum class Type : std::uint8_t { acknowledgement, reset };

    Type type{};
    Peer peer;
    std::uint16_t message_id{};
};

struct PeekedDatagram {
    std::array<std::uint8_t, 19> head{};  ///< what there is of it
    std::size_t size = 0;                 ///< of all of it
    sockaddr_storage sender{};

    [[nodiscard]] Peer peer() const;
};

/// Of plain CoAP.
std::optional<EmptyMessage> as_empty_message(const PeekedDatagram& datagram);

/// Of DTLS: the first ClientHello of a handshake, which nothing protects.
bool begins_handshake(const PeekedDatagram& datagram);

/// What waits first at the socket; nullopt: nothing.
std::optional<PeekedDatagram> peek_at(int socket);

}  // namespace coapnode
