// SPDX-License-Identifier: MIT
/// Marks responses with a critical option that is not allowed in a response. libcoap would drop them silently, and the
/// client would wait for its timeout; RFC 7252 section 5.4.1 says to reject them. Pure; parse_hook.hpp calls it.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <optional>

namespace coapnode {

namespace own_option {

/// Replaces the critical options that are not allowed; the value is the number of the first one. It is elective, so
/// libcoap accepts it.
inline constexpr coap_option_num_t critical_left_out = 65528;

}  // namespace own_option

/// nullopt when libcoap gets `message` unchanged: it is not a response, has no such option, or is malformed.
std::optional<Bytes> mark(ByteView message);

}  // namespace coapnode
