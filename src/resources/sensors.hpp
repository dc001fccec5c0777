// SPDX-License-Identifier: MIT
/// /sensors: all sensors with their state and values, or (format 40) the links to them; /sensors/NAME: one.
#pragma once

#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "resources/sensor_state.hpp"
#include "resources/version_changes.hpp"

#include <string>
#include <vector>

namespace coapnode {

class SensorList final : public Resource {
public:
    SensorList(std::vector<SensorView> sensors, std::string senml_base);

    /// 2.05: a failing sensor is shown with its cause, without values. In SenML, where a pack has one record at least
    /// (RFC 8428 section 3), 5.03 while no sensor has a fresh sample.
    Response get(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &changes_.signal(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;
    [[nodiscard]] std::uint32_t max_age() const;
    [[nodiscard]] std::uint64_t version() const;

    std::vector<SensorView> sensors_;
    std::string senml_base_;
    VersionChanges changes_;
    RepresentationCache cache_;
};

class OneSensor final : public Resource {
public:
    OneSensor(SensorView sensor, std::string senml_base);

    /// 2.05 with all quantities of a fresh sample, else 5.03 with the cause.
    Response get(const Request& request, ContentFormat format) override;

    [[nodiscard]] ChangeSignal* changes() override { return &changes_.signal(); }

private:
    [[nodiscard]] Bytes encode(ContentFormat format) const;

    SensorView sensor_;
    std::string senml_base_;
    VersionChanges changes_;
    RepresentationCache cache_;
};

}  // namespace coapnode
