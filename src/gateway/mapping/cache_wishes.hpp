// SPDX-License-Identifier: MIT
/// Reads the client's cache directives (RFC 9111 section 5.2.1).
#pragma once

#include "coapnode/http/message.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// The largest age of a cached answer in seconds: 0 for no-cache, no-store and a Pragma without Cache-Control. nullopt:
/// as old as its Max-Age allows.
std::optional<std::uint32_t> oldest_wanted(const HttpFields& fields);

}  // namespace coapnode
