// SPDX-License-Identifier: MIT
/// What a client may send to an LED.
#pragma once

#include "coapnode/rest/message.hpp"

namespace coapnode {

/// The state a PUT or POST asks for: `{"state":"on"}` as JSON or CBOR, or the text `on`; "on" and "off" in any case.
/// Without a Content-Format a body that starts with '{' is JSON, any other is text.
/// Errors: bad_body, which says what is wrong; too_large; unsupported_format.
Result<bool> parse_led_state(const Request& request);

}  // namespace coapnode
