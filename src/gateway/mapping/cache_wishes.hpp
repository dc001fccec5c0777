// SPDX-License-Identifier: MIT
/// What a client says about caches on the way (RFC 9111 section 5.2.1).
#pragma once

#include "coapnode/http/message.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// The seconds that an answer from a cache may be old: 0 for no-cache, no-store and a Pragma without a Cache-Control.
/// nullopt: as old as its Max-Age allows.
std::optional<std::uint32_t> oldest_wanted(const HttpFields& fields);

}  // namespace coapnode
