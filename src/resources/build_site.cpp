// SPDX-License-Identifier: MIT
#include "resources/build_site.hpp"

#include "coapnode/rest/senml.hpp"

#include <utility>

namespace coapnode {

namespace {

std::vector<SensorView> views_of(const std::vector<FittedSensor>& sensors)
{
    std::vector<SensorView> views;
    for (const auto& sensor : sensors)
        views.push_back({sensor.config.name, sensor.model, sensor.sampler.get(), sensor.quantities});
    return views;
}

}  // namespace

std::unique_ptr<Site> build_site(const Equipment& equipment, const NodeFacts& facts, const Clock& clock,
                                 const Outside& outside)
{
    const SiteParts parts{
        equipment, facts, clock, outside, views_of(equipment.sensors), senml_base_name(facts.device_id)};
    Resources resources;
#define URIS(name) add_##name(parts, resources);
#include "resources/uris.def"
    return std::make_unique<Site>(std::move(resources));
}

}  // namespace coapnode
