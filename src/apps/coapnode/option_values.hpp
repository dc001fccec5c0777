// SPDX-License-Identifier: MIT
/// Reads the values of options. Errors: bad_value, with a clause that says what to write.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/core/result.hpp"

#include <cstdint>
#include <string>

namespace coapnode {

inline constexpr Duration longest_timeout = 24h;
inline constexpr Duration longest_run = 36'500 * 24h;
inline constexpr std::uint64_t most_notifications = 1'000'000'000;
inline constexpr std::size_t max_etag_size = 8;        // RFC 7252 section 5.10
inline constexpr std::size_t max_interface_size = 15;  // IFNAMSIZ, net/if.h

/// "json", "senml-cbor", "50".
Result<std::uint16_t> format_option(const std::string& text);

/// 16 to 1024, a power of two (RFC 7959 section 2.2).
Result<std::uint16_t> block_size_option(const std::string& text);

/// "500ms", "10s", "1.5m"; a number alone means seconds. Must be above zero.
Result<Duration> duration_option(const std::string& text, Duration longest);

/// An ETag in hex digits; an empty one matches any.
Result<Bytes> etag_option(const std::string& text);

Result<std::uint64_t> count_option(const std::string& text);

Result<std::string> interface_option(const std::string& text);

Result<Colours> colours_option(const std::string& text);

}  // namespace coapnode
