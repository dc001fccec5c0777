// SPDX-License-Identifier: MIT
/// The list of URIs.
#pragma once

#include "coapnode/rest/site.hpp"
#include "node/equipment.hpp"
#include "node/history.hpp"
#include "resources/config_resource.hpp"
#include "resources/info.hpp"
#include "resources/stats.hpp"

#include <memory>
#include <optional>

namespace coapnode {

/// What resources need of other parts of the process; where it is missing, its resource is.
struct Outside {
    ConfigStore* config = nullptr;      ///< /config
    std::optional<StatsSources> stats;  ///< /stats
    History* history = nullptr;         ///< /history
};

/// The site refers to what `equipment` holds, to `clock` and to what `outside` names; they outlive it.
std::unique_ptr<Site> build_site(const Equipment& equipment, NodeFacts facts, const Clock& clock,
                                 const Outside& outside = {});

}  // namespace coapnode
