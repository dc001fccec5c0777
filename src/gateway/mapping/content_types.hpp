// SPDX-License-Identifier: MIT
/// Media types of HTTP and the numbers that CoAP has for them (RFC 8075 section 6).
#pragma once

#include "gateway/mapping/media_type.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

/// "application/json"; "application/coap-payload;cf=65000" where the format has no media type here.
std::string content_type_of(std::uint16_t format);

/// What is text must be UTF-8, as CoAP has nothing else. nullopt: CoAP has no number for it.
std::optional<std::uint16_t> content_format_of(const MediaType& type);

}  // namespace coapnode
