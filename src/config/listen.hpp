// SPDX-License-Identifier: MIT
/// ADDRESS:PORT as in `listen: ["[::]:5683", "127.0.0.1:5683"]`. Numeric only: names are not looked up.
#pragma once

#include "coapnode/config/listen_text.hpp"
#include "yaml/complaint.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::uint64_t last_port = 65535;

inline constexpr std::string_view listen_form = "an address and a port such as [::]:5683 or 127.0.0.1:5683";

/// The spelling of the % before an interface: in a URI also %25.
enum class ZoneForm { plain, uri };

/// Returns the host in its canonical form (RFC 5952), a link-local one with its interface: "fe80::1%eth0". Port 0 means
/// any free port. `expected` is the message when the port is missing.
Result<Listen> parse_listen(std::string_view text, ZoneForm form = ZoneForm::plain,
                            std::string_view expected = listen_form);

/// Whether the canonical address is in fe80::/10 (RFC 4291 section 2.4). Such an address needs an interface.
bool is_link_local(std::string_view host);

/// A regular expression of ECMA 262, for editors.
std::string listen_pattern();

}  // namespace coapnode
