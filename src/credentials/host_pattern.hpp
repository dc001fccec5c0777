// SPDX-License-Identifier: MIT
/// Hosts as a credentials file names them.
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// In lower case, an address in its canonical form, without brackets. Errors: bad_value; the message does not repeat
/// the text.
Result<std::string> host_pattern(std::string_view text);

bool is_pattern(std::string_view host);

/// * stands for any bytes or none, ? for one.
bool fits_pattern(std::string_view text, std::string_view pattern);

}  // namespace coapnode
