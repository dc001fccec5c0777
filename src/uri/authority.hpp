// SPDX-License-Identifier: MIT
/// The part of a URI between the scheme and the path: host and port.
#pragma once

#include "coapnode/uri/coap_uri.hpp"

#include <string_view>

namespace coapnode {

/// Sets host, zone and port; an empty port, or none, leaves what `uri` has. Errors: bad_uri.
Result<void> read_authority(std::string_view text, CoapUri& uri);

}  // namespace coapnode
