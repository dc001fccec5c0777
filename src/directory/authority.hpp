// SPDX-License-Identifier: MIT
/// The host and port in a URI that a resource directory names itself by (RFC 7252 section 6.1).
#pragma once

#include "coapnode/config/config.hpp"

#include <string_view>

namespace coapnode {

/// Whether `authority` ("[fd00::5]:61616", "192.168.1.5") is `machine`: a numeric address, in whatever form, and 5683
/// where it says no port. Names are not looked up.
bool is_authority_of(std::string_view authority, const Listen& machine);

}  // namespace coapnode
