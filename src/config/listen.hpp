// SPDX-License-Identifier: MIT
/// ADDRESS:PORT as in `listen: ["[::]:5683", "127.0.0.1:5683"]`. Numeric only: names are not looked up.
#pragma once

#include "coapnode/config/config.hpp"
#include "config/parsed.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view listen_form = "an address and a port such as [::]:5683 or 127.0.0.1:5683";

/// The host comes back in its canonical form (RFC 5952). Port 0 is "any free port".
Parsed<Listen> parse_listen(std::string_view text);

/// "[::1]:5683"
std::string to_text(const Listen& listen);

}  // namespace coapnode
