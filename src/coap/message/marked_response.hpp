// SPDX-License-Identifier: MIT
/// Responses with a critical option that no response has, as libcoap is given them. It would drop them without a word,
/// and who asked would wait in vain; RFC 7252 section 5.4.1 has them rejected. Pure; parse_hook.hpp says how they get
/// here.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <coap3/coap.h>

#include <optional>

namespace coapnode {

namespace own_option {

/// In place of the critical options that make no sense: the number of the first. Elective, so libcoap takes it.
inline constexpr coap_option_num_t critical_left_out = 65528;

}  // namespace own_option

/// nullopt where `message` goes to libcoap as it is: it is no response, or it has no such option, or is malformed.
std::optional<Bytes> mark(ByteView message);

}  // namespace coapnode
