// SPDX-License-Identifier: MIT
/// Path and query as options (RFC 7252 section 6.4, steps 8 and 9).
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Of an empty path, or one that begins with a slash. Errors: bad_uri.
Result<std::vector<std::string>> path_options(std::string_view path);

/// Of the text behind the "?". Errors: bad_uri.
Result<std::vector<std::string>> query_options(std::string_view query);

}  // namespace coapnode
