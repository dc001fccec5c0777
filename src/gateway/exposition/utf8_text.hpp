// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace coapnode {

/// The same text with '?' for each byte that is not UTF-8; control characters stay.
std::string well_formed(std::string_view text);

}  // namespace coapnode
