// SPDX-License-Identifier: MIT
/// Encloses requests before libcoap parses them: header and token stay, and everything after the token becomes the
/// payload. libcoap's parser checks options differently from RFC 7252, so it must not see them; read_request()
/// (codec.hpp) reads them instead. Pure; parse_hook.hpp calls it.
///
/// The option that libcoap itself handles stays visible: No-Response (RFC 7967).
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <optional>

namespace coapnode {

/// Our own options beside the enclosed ones. They are elective, so libcoap accepts them. A client's options with these
/// numbers are enclosed like all others.
namespace own_option {

/// The method is unknown; libcoap sees the last known one instead.
inline constexpr coap_option_num_t unknown_method = 65532;
/// The payload did not fit and was dropped; the value is its least size in bytes.
inline constexpr coap_option_num_t payload_left_out = 65534;

}  // namespace own_option

/// How many bytes longer than `message` an enclosed request may be without our options: the payload marker.
inline constexpr std::size_t longer_when_enclosed = 1;

/// nullopt when libcoap gets `message` unchanged: it is not a request, or it is confirmable and malformed, and libcoap
/// rejects it with a Reset (RFC 7252 section 4.2).
std::optional<Bytes> enclose(ByteView message);

/// For a request that is too large for libcoap: the request without its payload. nullopt when there is no payload to
/// drop.
std::optional<Bytes> enclose_without_payload(ByteView message);

}  // namespace coapnode
