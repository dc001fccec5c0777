// SPDX-License-Identifier: MIT
/// What a node's /.well-known/core says of one resource. Pure.
#pragma once

#include "coapnode/rest/links.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

/// nullptr where the path is not listed.
const Link* find_link(const ReadLinks& links, const std::vector<std::string>& path);

/// The numbers of ct=, the one that the node prefers first; what is no number is left out.
std::vector<std::uint16_t> formats_of(const Link& link);

}  // namespace coapnode
