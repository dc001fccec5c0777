// SPDX-License-Identifier: MIT
/// A received datagram before libcoap handles it, for events that libcoap does not report:
///
/// - Plain CoAP: that a message was acknowledged, and before 4.3.2 that one was rejected which was not confirmable.
/// - DTLS: that a peer which has a session begins a new handshake.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/peer.hpp"

#include <cstdint>
#include <optional>

struct sockaddr;

namespace coapnode {

struct ReceivedDatagram {
    ByteView bytes;
    const sockaddr* sender{};
};

/// An Acknowledgement or Reset without token and payload (RFC 7252 section 4).
struct EmptyMessage {
    enum class Type : std::uint8_t { acknowledgement, reset };

    Type type{};
    Peer peer;
    std::uint16_t message_id{};
};

/// For plain CoAP.
std::optional<EmptyMessage> as_empty_message(const ReceivedDatagram& datagram);

/// For DTLS: whether it is the first ClientHello of a handshake. It is not authenticated.
bool begins_handshake(const ReceivedDatagram& datagram);

}  // namespace coapnode
