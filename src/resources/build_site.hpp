// SPDX-License-Identifier: MIT
/// Makes the site of all resources that uris.def lists.
#pragma once

#include "coapnode/rest/site.hpp"
#include "resources/site_parts.hpp"

#include <memory>

namespace coapnode {

/// The site refers to what `equipment` holds, to `clock` and to what `outside` names; they outlive it.
std::unique_ptr<Site> build_site(const Equipment& equipment, const NodeFacts& facts, const Clock& clock,
                                 const Outside& outside = {});

}  // namespace coapnode
