// SPDX-License-Identifier: MIT
#include "coap/wire/datagram.hpp"

#include "coap/message/message_head.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/core/bytes.hpp"

namespace coapnode {

namespace {

/// Offsets in a handshake record (RFC 6347 sections 4.1 and 4.2.2), and the values of a first ClientHello.
constexpr std::size_t version_at = 1;
constexpr std::size_t epoch_at = 3;
constexpr std::size_t message_type_at = 13;
constexpr std::size_t message_sequence_at = 17;
constexpr std::uint8_t handshake = 22;
constexpr std::uint8_t dtls_version = 0xfe;
constexpr std::uint8_t client_hello = 1;

}  // namespace

std::optional<EmptyMessage> as_empty_message(const ReceivedDatagram& datagram)
{
    const auto message = datagram.bytes;
    const bool is_reset = is_empty_message(message, reset_head);
    if (!is_reset && !is_empty_message(message, acknowledgement_head)) return std::nullopt;
    const auto type = is_reset ? EmptyMessage::Type::reset : EmptyMessage::Type::acknowledgement;
    return EmptyMessage{type, peer_of(*datagram.sender), big_endian_16(message[2], message[3])};
}

bool begins_handshake(const ReceivedDatagram& datagram)
{
    const auto head = datagram.bytes;
    // The second ClientHello, which returns the cookie, has message number 1.
    return head.size() > message_sequence_at + 1 && head[0] == handshake && head[version_at] == dtls_version &&
           big_endian_16(head[epoch_at], head[epoch_at + 1]) == 0 && head[message_type_at] == client_hello &&
           big_endian_16(head[message_sequence_at], head[message_sequence_at + 1]) == 0;
}

}  // namespace coapnode
