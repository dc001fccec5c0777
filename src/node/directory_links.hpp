// SPDX-License-Identifier: MIT
/// What a resource directory says of itself (RFC 9176 section 4.3), in link format (RFC 6690).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The path, segment by segment, of the first link whose rt holds core.rd and whose target is a path; nullopt: none.
std::optional<std::vector<std::string>> registration_resource(std::string_view links);

}  // namespace coapnode
