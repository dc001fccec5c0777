// SPDX-License-Identifier: MIT
/// The names of HTTP status codes.
#pragma once

#include <cstdint>
#include <string_view>

namespace coapnode {

/// "Not Found" (RFC 9110 section 15); empty where the status has no name here.
std::string_view reason_phrase(std::uint16_t status);

}  // namespace coapnode
