// SPDX-License-Identifier: MIT
/// Requests as libcoap is given them: header and token as they came, and all that stands behind the token as the
/// payload. So libcoap's parser and its own checks see no options, which they would judge in another way than RFC 7252
/// does, and read_request() (codec.hpp) reads them, once. Pure; parse_hook.hpp says how requests get here.
///
/// What libcoap itself does by an option stays where it sees it: No-Response (RFC 7967).
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <optional>

namespace coapnode {

/// Options of ours beside the enclosed ones. Elective, so libcoap takes them. A client's own of these numbers are
/// enclosed, as all others.
namespace own_option {

/// The method has no name; it is given to libcoap as the last one that has.
inline constexpr coap_option_num_t unknown_method = 65532;
/// The payload did not fit and was left out: of so many bytes at least.
inline constexpr coap_option_num_t payload_left_out = 65534;

}  // namespace own_option

/// How many bytes longer than `message` an enclosed request may be, where it needs no option of ours: by the marker.
inline constexpr std::size_t longer_when_enclosed = 1;

/// nullopt where `message` goes to libcoap as it is: it is no request; or it is confirmable and malformed, which
/// libcoap rejects by a reset (RFC 7252 section 4.2).
std::optional<Bytes> enclose(ByteView message);

/// A request that is larger than libcoap takes, without its payload; nullopt where there is nothing to leave out.
std::optional<Bytes> enclose_without_payload(ByteView message);

}  // namespace coapnode
