// SPDX-License-Identifier: MIT
/// A sensor as /sensors, /sensors/NAME and /info show it.
#pragma once

#include "coapnode/rest/senml.hpp"
#include "node/equipment.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

/// What the resources need of a fitted sensor; the sampler outlives the site that was built on it.
struct SensorView {
    std::string name;
    const Model* model;
    Sampler* sampler;
    std::vector<Quantity> quantities;  ///< measured and derived

    [[nodiscard]] bool measures(Quantity quantity) const;
};

/// `{"name":"room","driver":"sht3x","status":"ok"}`; status is ok, starting (no attempt has ended yet) or failing, and
/// a failing one has its `error`.
nlohmann::ordered_json status_document(const SensorView& sensor);

/// status_document() and, while the sample is fresh, an object for each quantity.
nlohmann::ordered_json sensor_document(const SensorView& sensor);

/// A record for each quantity of a fresh sample; none when there is none.
std::vector<SenmlRecord> sensor_records(const SensorView& sensor);

/// Another number whenever sensor_document() is another one: the version for a RepresentationCache.
std::uint64_t state_version(const SensorView& sensor);

}  // namespace coapnode
