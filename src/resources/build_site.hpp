// SPDX-License-Identifier: MIT
/// The list of URIs.
#pragma once

#include "coapnode/rest/site.hpp"
#include "node/equipment.hpp"
#include "resources/config_resource.hpp"
#include "resources/info.hpp"

#include <memory>

namespace coapnode {

/// The site refers to the samplers and LEDs of `equipment`, to `clock` and to `config`; they outlive it. /config is
/// there where `config` is.
std::unique_ptr<Site> build_site(const Equipment& equipment, NodeFacts facts, const Clock& clock,
                                 ConfigStore* config = nullptr);

}  // namespace coapnode
