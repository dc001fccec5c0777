// SPDX-License-Identifier: MIT
/// Marks empty acknowledgements: the server has the request, and its response comes later (RFC 7252 section 5.2.2).
/// libcoap reports them to nobody. Marked, one reaches the response handler, with the message that it acknowledges.
/// Pure; parse_hook.hpp calls it.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <optional>

namespace coapnode {

/// nullopt: `message` is not an empty acknowledgement.
std::optional<Bytes> mark_acknowledgement(ByteView message);

/// Whether libcoap received it as an empty acknowledgement.
bool is_marked_acknowledgement(const coap_pdu_t& received);

}  // namespace coapnode
