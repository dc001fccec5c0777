// SPDX-License-Identifier: MIT
/// CoAP messages as bytes (RFC 7252 section 3), written and read without libcoap: what stands in a test goes over the
/// wire, also where libcoap would refuse to write it.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "support/messages.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

enum class MessageType : std::uint8_t { con, non, ack, rst };

/// Option numbers (RFC 7252 section 5.10, RFC 7641 section 2, RFC 7959 section 2.1).
namespace option {

inline constexpr std::uint16_t if_match = 1;
inline constexpr std::uint16_t uri_host = 3;
inline constexpr std::uint16_t etag = 4;
inline constexpr std::uint16_t if_none_match = 5;
inline constexpr std::uint16_t observe = 6;
inline constexpr std::uint16_t uri_port = 7;
inline constexpr std::uint16_t uri_path = 11;
inline constexpr std::uint16_t content_format = 12;
inline constexpr std::uint16_t max_age = 14;
inline constexpr std::uint16_t uri_query = 15;
inline constexpr std::uint16_t accept = 17;
inline constexpr std::uint16_t block2 = 23;
inline constexpr std::uint16_t block1 = 27;
inline constexpr std::uint16_t size2 = 28;

}  // namespace option

struct Datagram {
    MessageType type = MessageType::con;
    std::uint8_t code = 1;
    std::uint16_t message_id = 0x1234;
    std::string token = "tk";
    std::vector<std::pair<std::uint16_t, Bytes>> options;  ///< in the order of their numbers
    Bytes payload;

    Datagram with(std::uint16_t number, std::string_view hex) const
    {
        auto more = *this;
        more.options.emplace_back(number, from_hex(hex));
        return more;
    }
    Datagram with_text(std::uint16_t number, std::string_view text) const
    {
        return with(number, hex_of(as_bytes(text)));
    }
    Datagram with_payload(std::string_view text) const
    {
        auto more = *this;
        more.payload = to_bytes(text);
        return more;
    }

    /// The options as "4:0102 12:32".
    [[nodiscard]] std::string option_list() const
    {
        std::string list;
        for (const auto& [number, value] : options)
            list += (list.empty() ? "" : " ") + std::to_string(number) + ':' + hex_of(value);
        return list;
    }
    [[nodiscard]] std::string text() const { return std::string{as_text(payload)}; }
};

/// A CON request for a path.
inline Datagram ask(Method method, std::string_view path)
{
    Datagram request;
    request.code = static_cast<std::uint8_t>(method);
    for (const auto& segment : segments(path))
        request = request.with_text(option::uri_path, segment);
    return request;
}

namespace detail {

/// Nibble and extension bytes of a delta or a length (RFC 7252 section 3.1).
inline unsigned nibble(std::size_t value)
{
    return value < 13 ? static_cast<unsigned>(value) : value < 269 ? 13 : 14;
}

inline void append_extension(Bytes& out, std::size_t value)
{
    if (value >= 269) {
        out.push_back(static_cast<std::uint8_t>((value - 269) >> 8));
        out.push_back(static_cast<std::uint8_t>(value - 269));
    } else if (value >= 13) {
        out.push_back(static_cast<std::uint8_t>(value - 13));
    }
}

inline std::size_t take_extended(unsigned nibble, ByteView bytes, std::size_t& at)
{
    if (nibble < 13) return nibble;
    if (nibble == 13) return std::size_t{13} + bytes[at++];
    at += 2;
    return std::size_t{269} + (std::size_t{bytes[at - 2]} << 8) + bytes[at - 1];
}

}  // namespace detail

inline Bytes encoded(const Datagram& message)
{
    Bytes out;
    out.reserve(64 + message.payload.size());
    out.push_back(static_cast<std::uint8_t>(0x40 | static_cast<unsigned>(message.type) << 4 | message.token.size()));
    out.push_back(message.code);
    out.push_back(static_cast<std::uint8_t>(message.message_id >> 8));
    out.push_back(static_cast<std::uint8_t>(message.message_id));
    out.insert(out.end(), message.token.begin(), message.token.end());
    std::uint16_t previous = 0;
    for (const auto& [number, value] : message.options) {
        const std::size_t delta = number - previous;
        out.push_back(static_cast<std::uint8_t>(detail::nibble(delta) << 4 | detail::nibble(value.size())));
        detail::append_extension(out, delta);
        detail::append_extension(out, value.size());
        out.insert(out.end(), value.begin(), value.end());
        previous = number;
    }
    if (message.payload.empty()) return out;
    out.push_back(0xff);
    out.insert(out.end(), message.payload.begin(), message.payload.end());
    return out;
}

/// Of a well-formed message.
inline Datagram decoded(ByteView bytes)
{
    Datagram message;
    message.type = static_cast<MessageType>(bytes[0] >> 4 & 3);
    message.code = bytes[1];
    message.message_id = big_endian_16(bytes[2], bytes[3]);
    std::size_t at = 4;
    const std::size_t token_length = bytes[0] & 0xf;
    message.token = as_text(bytes.subspan(at, token_length));
    at += token_length;
    std::size_t number = 0;
    while (at < bytes.size() && bytes[at] != 0xff) {
        const auto head = bytes[at++];
        number += detail::take_extended(head >> 4, bytes, at);
        const auto length = detail::take_extended(head & 0xf, bytes, at);
        const auto value = bytes.subspan(at, length);
        message.options.emplace_back(static_cast<std::uint16_t>(number), Bytes{value.begin(), value.end()});
        at += length;
    }
    if (at < bytes.size()) message.payload = {bytes.begin() + static_cast<std::ptrdiff_t>(at) + 1, bytes.end()};
    return message;
}

}  // namespace coapnode
