// SPDX-License-Identifier: MIT
/// DTLS records as bytes (RFC 6347 section 4.1), so that a test can send what no DTLS library would.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "support/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace coapnode {

enum class ContentType : std::uint8_t { change_cipher_spec = 20, alert, handshake, application_data };

/// `length`: what its header says where that is not the truth.
inline Bytes record(ContentType type, std::uint16_t epoch, const Bytes& body, std::optional<std::size_t> length = {})
{
    const auto told = length.value_or(body.size());
    Bytes out = from_hex("00fefd00000000000000ff0000");
    out[0] = static_cast<std::uint8_t>(type);
    out[3] = static_cast<std::uint8_t>(epoch >> 8);
    out[4] = static_cast<std::uint8_t>(epoch);
    out[11] = static_cast<std::uint8_t>(told >> 8);
    out[12] = static_cast<std::uint8_t>(told);
    out.insert(out.end(), body.begin(), body.end());
    return out;
}

inline Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline Bytes times(std::size_t count, const Bytes& bytes)
{
    Bytes all;
    for (std::size_t i = 0; i < count; ++i)
        all = std::move(all) + bytes;
    return all;
}

/// A first ClientHello, `number` being its message_seq.
inline Bytes client_hello(std::uint8_t number = 0)
{
    const auto head = from_hex("0100002a000000000000002a");  // type, length, message_seq, fragment
    const auto rest = from_hex("0000000200a80100");  // no session, no cookie, PSK-AES128-GCM-SHA256, no compression
    auto message = head + from_hex("fefd") + Bytes(32, 0x55) + rest;
    message[5] = number;
    return record(ContentType::handshake, 0, message);
}

}  // namespace coapnode
