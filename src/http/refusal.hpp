// SPDX-License-Identifier: MIT
/// The server's own answers, as problem details (RFC 9457).
#pragma once

#include "coapnode/http/message.hpp"

namespace coapnode::http {

/// `status`: 400, 413, 414, 431, 500 or 503. `detail` is one of our own sentences, without quotes and backslashes.
HttpResponse refusal(std::uint16_t status, std::string_view detail);

}  // namespace coapnode::http
