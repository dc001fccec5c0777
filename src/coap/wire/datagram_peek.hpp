// SPDX-License-Identifier: MIT
/// Reads the head of a datagram before libcoap does, for events that libcoap does not report. The datagram stays in the
/// socket.
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

/// An Acknowledgement or Reset without token and payload (RFC 7252 section 4).
struct EmptyMessage {
    enum class Type : std::uint8_t { acknowledgement, reset };

    Type type{};
    Peer peer;
    std::uint16_t message_id{};
};

struct PeekedDatagram {
    std::array<std::uint8_t, 19> head{};  ///< the first bytes
    std::size_t size = 0;                 ///< of the whole datagram
    sockaddr_storage sender{};

    [[nodiscard]] Peer peer() const;
};

/// For plain CoAP.
std::optional<EmptyMessage> as_empty_message(const PeekedDatagram& datagram);

/// For DTLS: whether it is the first ClientHello of a handshake. It is not authenticated.
bool begins_handshake(const PeekedDatagram& datagram);

/// The first datagram that waits in the socket; nullopt when there is none.
std::optional<PeekedDatagram> peek_at(int socket);

}  // namespace coapnode
