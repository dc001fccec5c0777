// SPDX-License-Identifier: MIT
/// Response codes of CoAP as status codes of HTTP (RFC 8075 section 7, RFC 8132 section 5, RFC 8516 section 4).
#pragma once

#include <cstdint>

namespace coapnode {

/// Without what depends on the request: 2.03 is 304, 2.02 and 2.04 are 200, 4.02 is 400, 4.05 is 405. An unknown code
/// is the x.00 of its class, an unknown class 502.
std::uint16_t status_of_code(std::uint8_t code);

}  // namespace coapnode
