// SPDX-License-Identifier: MIT
/// Listen addresses as text.
#pragma once

#include "coapnode/config/config.hpp"

#include <string>

namespace coapnode {

/// "[::1]:5683" or "127.0.0.1:5683", as a configuration spells it.
std::string to_text(const Listen& listen);

}  // namespace coapnode
