// SPDX-License-Identifier: MIT
/// The list of URIs.
#pragma once

#include "coapnode/rest/site.hpp"
#include "node/equipment.hpp"
#include "resources/info.hpp"

#include <memory>

namespace coapnode {

/// The site refers to the samplers and LEDs of `equipment` and to `clock`; they outlive it.
std::unique_ptr<Site> build_site(const Equipment& equipment, NodeFacts facts, const Clock& clock);

}  // namespace coapnode
