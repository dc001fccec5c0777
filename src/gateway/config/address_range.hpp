// SPDX-License-Identifier: MIT
/// Networks and single addresses, as trusted_proxies: and allow: name them.
#pragma once

#include "coapnode/core/result.hpp"
#include "gateway/config/config.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view address_range_form = "an address or a network such as 192.168.1.0/24 or fd00::/64";

/// ADDRESS or ADDRESS/BITS, without zone and brackets. Errors: bad_value; of bits that are set behind the prefix the
/// message has the network that was meant.
Result<AddressRange> parse_address_range(std::string_view text);

/// "192.168.1.0/24", "fd00::/64", "::1"
std::string to_text(const AddressRange& range);

/// A regular expression of ECMA 262, for editors.
std::string address_range_pattern();

/// Every address, or every one of IPv4.
bool covers_all(const AddressRange& range);

/// 127.0.0.0/8 and ::1: this machine alone.
bool is_loopback(const Peer::Address& address);

/// Whether it is larger than any private network: shorter than /8 of IPv4 (10.0.0.0/8), than /7 of IPv6 (fc00::/7).
bool is_wide(const AddressRange& range);

}  // namespace coapnode
