// SPDX-License-Identifier: MIT
/// /sensors: all sensors with their state and values, or (format 40) the links to them; /sensors/NAME: one.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "resources/sensor_state.hpp"

#include <string>
#include <vector>

namespace coapnode {

class SensorList final : public Resource {
public:
    SensorList(std::vector<SensorView> sensors, std::string senml_base);

    /// 2.05: a failing sensor is shown with its cause, without values. In SenML, where a pack has one record at least
    /// (RFC 8428 section 3), 5.03 while no sensor has a fresh sample.
    Response get(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &changes_; }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;
    [[nodiscard]] std::uint32_t max_age() const;

    std::vector<SensorView> sensors_;
    std::string senml_base_;
    ChangeSignal changes_;
    std::vector<Subscription> subscriptions_;  ///< to the samplers' changes
    RepresentationCache cache_;
};

class OneSensor final : public Resource {
public:
    OneSensor(SensorView sensor, std::string senml_base);

    /// 2.05 with all quantities of a fresh sample, else 5.03 with the cause.
    Response get(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &sensor_.sampler->changes(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;

    SensorView sensor_;
    std::string senml_base_;
    RepresentationCache cache_;
};

}  // namespace coapnode
