// SPDX-License-Identifier: MIT
/// Max-Age of answers (RFC 7252 section 5.10.5), in seconds. A measurement's is the time until the next sample.
#pragma once

#include <cstdint>

namespace coapnode {

/// A state may change at any moment, so no cache may answer for it.
inline constexpr std::uint32_t not_cacheable = 0;

/// What grows with the uptime or with each sample. Bytes built in one second serve all who ask in it.
inline constexpr std::uint32_t one_second = 1;

}  // namespace coapnode
