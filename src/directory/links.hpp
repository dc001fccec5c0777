// SPDX-License-Identifier: MIT
/// What a resource directory says of itself (RFC 9176 section 4.3), in link format (RFC 6690).
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The path, segment by segment, of the first link whose rt holds core.rd and that leads to `directory`: a path, a
/// reference relative to /.well-known/core, or a URI with the directory's own address and port. Errors: bad_answer.
Result<std::vector<std::string>> registration_resource(std::string_view links, const Listen& directory);

}  // namespace coapnode
