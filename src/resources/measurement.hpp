// SPDX-License-Identifier: MIT
/// /temperature and the like, and /sensors/NAME/QUANTITY: one quantity of one sensor.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/sampler.hpp"
#include "node/thermostat.hpp"
#include "resources/version_changes.hpp"

#include <string>

namespace coapnode {

/// Where a measurement is served and what its SenML records are called.
struct MeasurementNames {
    std::string path;        ///< "temperature" or "sensors/room/temperature"
    std::string sensor;      ///< "room"
    std::string senml_base;  ///< of senml_base_name()
};

class Measurement final : public Resource {
public:
    /// `thermostat`: the one whose target a PUT sets; nullptr: there is nothing to set.
    Measurement(MeasurementNames names, Quantity quantity, Sampler& sampler, Thermostat* thermostat = nullptr);

    /// 2.05 with a fresh value; 5.03 with the cause and the time of the next attempt otherwise.
    Response get(const Request& request, ContentFormat format) override;

    /// `{"value":21.5}`, or the text 21.5: the temperature that is wanted; or what get() shows, with another value.
    Response put(const Request& request) override;

    [[nodiscard]] ChangeSignal* changes() override { return &changes_.signal(); }
    [[nodiscard]] std::optional<Scalar> scalar() const override;

private:
    [[nodiscard]] Bytes encode(Value value, WallTime taken_at, ContentFormat format) const;

    MeasurementNames names_;
    Quantity quantity_;
    Sampler& sampler_;
    Thermostat* thermostat_;
    VersionChanges changes_;
    RepresentationCache cache_;
};

}  // namespace coapnode
