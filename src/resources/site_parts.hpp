// SPDX-License-Identifier: MIT
/// What resources are made of, and the functions that make them: one for each row of uris.def.
#pragma once

#include "coapnode/rest/resource.hpp"
#include "node/equipment.hpp"
#include "node/history.hpp"
#include "resources/config_resource.hpp"
#include "resources/info.hpp"
#include "resources/sensor_state.hpp"
#include "resources/stats.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// What resources need of other parts of the process; where it is missing, its resource is.
struct Outside {
    ConfigStore* config = nullptr;      ///< /config
    std::optional<StatsSources> stats;  ///< /stats
    History* history = nullptr;         ///< /history
};

/// What `equipment` holds, `clock` and what `outside` names outlive the resources.
struct SiteParts {
    const Equipment& equipment;
    const NodeFacts& facts;
    const Clock& clock;
    const Outside& outside;
    std::vector<SensorView> sensors;  ///< of the equipment
    std::string senml_base;
};

using Resources = std::vector<std::unique_ptr<Resource>>;

/// Adds the resources of its row, behind those of the rows before it.
#define URIS(name) void add_##name(const SiteParts& parts, Resources& resources);
#include "resources/uris.def"

}  // namespace coapnode
