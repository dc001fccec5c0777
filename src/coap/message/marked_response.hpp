// SPDX-License-Identifier: MIT
/// Changes responses that libcoap would drop silently, so that the client need not wait for its timeout. What RFC 7252
/// says to ignore is left out, and what it says to reject is marked: read_response() (codec.hpp) then refuses the
/// response. Pure; parse_hook.hpp calls it.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <cstdint>
#include <optional>

namespace coapnode {

/// They are elective, so libcoap accepts them. Options of a server with these numbers are left out.
namespace own_option {

/// Replaces the critical options that are not allowed; the value is the number of the first one.
inline constexpr coap_option_num_t critical_left_out = 65528;
/// Replaces all that follows the token; the value is a Flaw.
inline constexpr coap_option_num_t unreadable = 65530;
/// Replaces a code that is not of a response; the value is that code.
inline constexpr coap_option_num_t code_left_out = 65532;
inline constexpr coap_option_num_t first_in_response = critical_left_out;

}  // namespace own_option

enum class Flaw : std::uint8_t { malformed, too_large };

/// Leaves out elective options of a wrong length and repeated ones, and marks critical options that are unknown, of a
/// wrong length, repeated, or not allowed in a response (RFC 7252 sections 5.4.1, 5.4.3 and 5.4.5). Marks codes of the
/// classes 1 and 7 as well, so that a message with one is rejected like an unexpected response. nullopt when libcoap
/// gets `message` unchanged: it is a request, has no such option, or is malformed.
std::optional<Bytes> mark(ByteView message);

/// For a datagram that is no message of version 1 with a token of 8 bytes at most: a response with the same message ID,
/// which is_marked_stray() knows and which is rejected as libcoap rejects the datagram. nullopt for a message.
std::optional<Bytes> mark_stray(ByteView datagram);
bool is_marked_stray(const coap_pdu_t& received);

/// For a response that libcoap refuses: its head and its Flaw. nullopt when it is not a response.
std::optional<Bytes> mark_unreadable(ByteView message);

}  // namespace coapnode
