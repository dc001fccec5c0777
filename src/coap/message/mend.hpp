// SPDX-License-Identifier: MIT
/// Requests that libcoap's parser or its own checks would answer in another way than RFC 7252 has it, made such that
/// they reach us: what is to be ignored is left out, and what is to be refused says so in an option of our own, for
/// read_request() (codec.hpp). Pure; parse_hook.hpp says how they get here.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/error.hpp"

#include <coap3/coap.h>

#include <optional>

namespace coapnode {

/// Options that stand in mended requests alone: a client's own of these numbers are left out. Elective.
namespace own_option {

/// The request is to be refused: one byte of Errc, and the text.
inline constexpr coap_option_num_t refusal = 65532;
/// A payload that did not fit was left out: of so many bytes at least.
inline constexpr coap_option_num_t payload_left_out = 65534;

}  // namespace own_option

/// The request to hand on instead of `message`; nullopt where that is `message` itself, as with all that is no request.
std::optional<Bytes> mend(ByteView message);

/// A request that is larger than libcoap takes, without its payload; nullopt where there is nothing to leave out.
std::optional<Bytes> without_payload(ByteView message);

/// What own_option::refusal holds.
Error read_refusal(ByteView value);

}  // namespace coapnode
