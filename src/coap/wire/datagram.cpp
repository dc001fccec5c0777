// SPDX-License-Identifier: MIT
#include "coap/wire/datagram.hpp"

#include "coap/wire/peer.hpp"
#include "coapnode/core/bytes.hpp"

namespace coapnode {

namespace {

/// The first byte (RFC 7252 section 3): version 1, the type, no token.
constexpr std::uint8_t acknowledgement_head = 0x60;
constexpr std::uint8_t reset_head = 0x70;
constexpr std::size_t empty_message_size = 4;

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
    const auto head = datagram.bytes;
    if (head.size() != empty_message_size || head[1] != 0) return std::nullopt;
    if (head[0] != acknowledgement_head && head[0] != reset_head) return std::nullopt;
    const auto type = head[0] == reset_head ? EmptyMessage::Type::reset : EmptyMessage::Type::acknowledgement;
    return EmptyMessage{type, peer_of(*datagram.sender), big_endian_16(head[2], head[3])};
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
