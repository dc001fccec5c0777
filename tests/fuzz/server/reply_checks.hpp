// SPDX-License-Identifier: MIT
/// What must hold of every datagram that the server sends.
#pragma once

#include "coap/support/datagram.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>

namespace coapnode {

/// RFC 7252 section 3, strictly; nullopt for what is no message.
inline std::optional<Datagram> strictly_decoded(ByteView bytes)
{
    constexpr std::size_t header = 4;
    if (bytes.size() < header || bytes[0] >> 6 != 1) return std::nullopt;
    const std::size_t token_length = bytes[0] & 0xf;
    if (token_length > 8 || bytes.size() < header + token_length) return std::nullopt;
    if (bytes[1] == 0) return bytes.size() == header ? std::optional{decoded(bytes)} : std::nullopt;
    std::size_t at = header + token_length;
    while (at < bytes.size() && bytes[at] != 0xff) {
        const unsigned delta = bytes[at] >> 4;
        const unsigned length = bytes[at] & 0xf;
        const auto extension = [](unsigned nibble) { return nibble == 13 ? 1U : nibble == 14 ? 2U : 0U; };
        if (delta == 15 || length == 15) return std::nullopt;
        const auto more = at + 1 + extension(delta) + extension(length);
        if (more > bytes.size()) return std::nullopt;
        std::size_t after = at + 1 + extension(delta);
        const auto size = detail::take_extended(length, bytes, after);
        if (size > bytes.size() - after) return std::nullopt;
        at = after + size;
    }
    if (at + 1 == bytes.size()) return std::nullopt;  // a marker, and no payload
    return decoded(bytes);
}

/// Without DTLS a datagram draws no more than a block of 512 bytes (server.cpp), and fits the smallest MTU of IPv6.
constexpr std::size_t largest_plain_payload = 512;
/// A diagnostic text goes whole. The longest is the list of a configuration's mistakes, which in a real node only an
/// administrator draws, over DTLS.
constexpr std::size_t largest_text = 1024;
constexpr std::size_t largest_plain_message = 1280 - 48;

inline Datagram check_reply(ByteView bytes)
{
    CHECK(bytes.size() <= largest_plain_message);
    const auto message = strictly_decoded(bytes);
    REQUIRE(message.has_value());
    const auto code_class = message->code >> 5;
    CHECK(message->payload.size() <= (code_class == 2 ? largest_plain_payload : largest_text));
    const bool is_response = code_class == 2 || code_class == 4 || code_class == 5;
    CHECK((message->code == 0 || is_response));
    if (message->type == MessageType::rst) CHECK(message->code == 0);
    std::size_t observes = 0;
    for (const auto& [number, value] : message->options)
        observes += number == option::observe ? 1 : 0;
    CHECK(observes <= 1);
    if (observes > 0) CHECK(code_class == 2);  // RFC 7641 section 4.2
    return *message;
}

}  // namespace coapnode
