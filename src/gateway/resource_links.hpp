// SPDX-License-Identifier: MIT
/// Finds the link of one resource in a node's /.well-known/core. Pure.
#pragma once

#include "coapnode/rest/links.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

/// nullptr when the path is not listed.
const Link* find_link(const ReadLinks& links, const std::vector<std::string>& path);

/// The numbers of ct=, the preferred one first; other words are skipped.
std::vector<std::uint16_t> formats_of(const Link& link);

}  // namespace coapnode
